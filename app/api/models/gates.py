"""The catalogue of gates."""

from pydantic import Field

from .common import Answer, Formula


class ParamAnswer(Answer):
    """An option of a gate."""

    name: str = Field(description="Its keyword.")
    kind: str = Field(description="What may be written there.")
    default: str = Field(description="Its default, as the program language writes it.")
    help: str = Field(description="What it does.")


class GateAnswer(Answer):
    """One gate."""

    name: str = Field(description="Its name in programs.")
    aliases: list[str] = Field(description="Its other names.")
    glyph: str = Field(description="What is drawn inside its circle.")
    family: str = Field(description="The heading it stands under.")
    arguments: list[str] = Field(description="The names of its arguments in the formulas.")
    variadic: bool = Field(description="Whether it takes more arguments than are named.")
    pattern: str = Field(
        description="How it treats arrays: `elementwise`, `structure`, `reduction`, `product`, "
        "`block`."
    )
    params: list[ParamAnswer] = Field(description="Its options.")
    formula: Formula = Field(description="Its value in terms of its arguments.")
    derivatives: list[Formula] = Field(
        description="For each argument the local derivative, in terms of the arguments and the "
        "value y; where the gate is not elementwise the whole product with the upstream gradient g."
    )
    behaviour: str = Field(description="What it does to a gradient, in one word.")
    summary: str = Field(description="What it does to a gradient, in one sentence.")
    convention: str | None = Field(description="What holds at a kink, at an edge, or by default.")
    definition: str | None = Field(description="The gate in smaller gates, where it has such.")
    numpy: str = Field(description="Its line of NumPy.")
    torch: str = Field(description="Its line of PyTorch.")


class MakerAnswer(Answer):
    """What makes the numbers of an input."""

    name: str = Field(description="Its name in programs.")
    usage: str = Field(description="How it is written.")
    summary: str = Field(description="What it makes, in one sentence.")


class GatesAnswer(Answer):
    """Every gate."""

    gates: list[GateAnswer] = Field(description="The gates, family by family.")
    makers: list[MakerAnswer] = Field(description="The makers of inputs and constants.")
