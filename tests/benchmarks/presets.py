"""Whether the notes of the lab's presets are true of ten seeds, however long it takes."""

from tests.training.preset_claims import CLAIMS, SEEDS, runs_of


def main() -> None:
    """Print a row for each claim and each seed."""
    for claim in CLAIMS:
        print(f"{claim.preset}, {claim.updates:,} updates")
        for seed in SEEDS:
            runs = runs_of(claim.preset, claim.updates, seed)
            told = "  ".join(f"{r.accuracy:.3f} right, Σw² {r.weights:.0f}" for r in runs)
            print(f"    seed {seed:>2}: {told}  {'ok' if claim.holds(runs) else 'MISSED'}")


if __name__ == "__main__":
    main()
