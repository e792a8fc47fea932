"""Whether the notes of the lab's presets are true of ten seeds, however long it takes."""

from tests.training.note_claims import CLAIMS, SEEDS, seen_of


def main() -> None:
    """Print a row for each claim and each seed."""
    for claim in CLAIMS:
        print(f"{claim.preset}, {claim.updates:,} updates")
        for seed in SEEDS:
            runs = seen_of(claim.preset, claim.updates, seed)
            told = "  ".join(
                f"mean error {run.mean_error:.4f}"
                if run.mean_error is not None
                else f"{run.train_accuracy:.3f} right"
                for run in runs
            )
            print(f"    seed {seed:>2}: {told}  {'ok' if claim.holds(runs) else 'MISSED'}")


if __name__ == "__main__":
    main()
