"""The notes of the lab's presets say what to do and what will be seen, and that is seen."""

import pytest

from tests.training.preset_claims import CLAIMS, LONG, PRESETS, SEEDS, Claim, runs_of

SHORT = [claim for claim in CLAIMS if claim.updates <= LONG]
TELL_FIRST = {
    "classify2d-trainer",
    "data-simple",
    "more-neurons",
    "optimisers",
    "recipe",
    "stronger-decay",
}
"""Their notes say first what stands there, then what to do."""


@pytest.mark.parametrize("claim", SHORT, ids=lambda claim: claim.preset)
def test_a_note_is_true_of_every_seed(claim: Claim) -> None:
    """Those of longer runs are seen to by ``python -m tests.benchmarks presets``."""
    missed = [seed for seed in SEEDS if not claim.holds(runs_of(claim.preset, claim.updates, seed))]
    assert missed == []


@pytest.mark.parametrize("name", sorted({claim.preset for claim in CLAIMS} - TELL_FIRST))
def test_a_note_begins_with_what_to_do_and_is_of_one_line(name: str) -> None:
    note = PRESETS[name].note
    assert note.startswith("Run ")
    assert "\n" not in note
    assert "updates" in note, "when it will be seen"


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if preset.code])
def test_the_lines_of_every_stage_are_lines_of_the_code(name: str) -> None:
    code = PRESETS[name].code
    assert code is not None
    lines = code["text"].rstrip().split("\n")
    assert set(code["lines"]) == {"run", "forward", "loss", "backward", "weights", "update"}
    named = {number for numbers in code["lines"].values() for number in numbers}
    loop = next(k for k, line in enumerate(lines, 1) if line.startswith("for "))
    assert named == set(range(loop, len(lines) + 1))
