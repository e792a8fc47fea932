"""Whether the notes of the lab's presets are true of ten seeds, however long it takes."""

from tests.training.preset_claims import CLAIMS, SEEDS, Seen, runs_of


def _told(run: Seen) -> str:
    if run.mean_error is not None:
        return f"mean error {run.mean_error:.4f}"
    told = f"{run.accuracy:.3f} right, Σw² {run.weights:.0f}, {run.dead} dead"
    return f"{told}, {run.reaches:.4f} of the gradient"


def main() -> None:
    """Print a row for each claim and each seed."""
    for claim in CLAIMS:
        print(f"{claim.preset}, {claim.updates:,} updates")
        for seed in SEEDS:
            runs = runs_of(claim.preset, claim.updates, seed)
            told = "  ".join(map(_told, runs))
            print(f"    seed {seed:>2}: {told}  {'ok' if claim.holds(runs) else 'MISSED'}")


if __name__ == "__main__":
    main()
