"""``POST /api/v1/code``: a program in other notations."""

from pydantic import Field

from .common import Answer, Detail, Keys, Numbers, ProgramAsk
from .configuration import OptimizerOptions
from .stochastic import StochasticAsk


class CodeDescend(StochasticAsk):
    """The loop of a program that learns."""

    optimizer: OptimizerOptions | None = Field(
        default=None,
        description="The update rule, as in `POST /api/v1/descend`.",
        examples=[{"name": "sgd", "learning_rate": 0.1}],
    )
    updates: int | None = Field(
        default=None, ge=0, description="How many updates to make, as in `POST /api/v1/descend`."
    )
    parameters: list[str] | None = Field(
        default=None,
        max_length=20_000,
        description="The inputs that learn, as in `POST /api/v1/descend`.",
    )


class CodeAsk(ProgramAsk):
    """Which program to write out."""

    seed: Numbers | None = Field(
        default=None,
        description="The gradient that arrives at the output, a number or a nested list; ones when "
        "left out.",
        examples=[1.0],
    )
    detail: Detail = Field(
        default="gates",
        description="The detail that `nodes` and `edges` of the answer are about.",
    )
    descend: CodeDescend | None = Field(
        default=None,
        description="Write a loop that makes updates by a rule, and prints the loss before each "
        "and after the last; when left out as the program's own update says, if it has one.",
    )
    closed: Keys = Field(default_factory=list, description="As in a trace: calls that are folded.")
    opened: Keys = Field(default_factory=list, description="As in a trace: gates that are opened.")


class LinesAnswer(Answer):
    """Which line of a script does what; lines count from 1, ids are those of detail `gates`."""

    forward_lines: dict[int, int] = Field(
        description="The line that makes the value of each leaf and gate, by node id."
    )
    backward_lines: dict[int, int] = Field(
        description="The line that sends a contribution back, by edge id, for every edge that "
        "carries one. In PyTorch one line does it all."
    )
    seed_line: int | None = Field(
        description="The line that starts the backward pass; null where no gradient flows."
    )
    update_lines: dict[int, int] = Field(
        description="The line that takes a parameter's step, by node id; none without `descend`."
    )


class ClassLinesAnswer(Answer):
    """Which lines of the script of classes do what: those of a loop, a class and a row of a list.

    Lines count from 1, ids are those of detail `gates`.
    """

    names: list[str] = Field(
        description="What the script calls each node, by its id: so they come in topological order."
    )
    forward_lines: dict[int, list[int]] = Field(
        description="The lines that make the value of each leaf and gate, by node id."
    )
    backward_lines: dict[int, list[int]] = Field(
        description="The lines that send a contribution back, by edge id, for every edge that "
        "carries one."
    )
    seed_lines: list[int] = Field(
        description="The lines that start the backward pass; none where no gradient flows."
    )
    graph_line: int = Field(description="The line where the classes of the gates end.")
    update_lines: dict[int, list[int]] = Field(
        description="The lines of a parameter's step, by node id; none without `descend`."
    )


class CodeAnswer(Answer):
    """The program as scripts that run as they stand and print the same gradients."""

    numpy: str = Field(description="Staged NumPy with a backward pass written by hand.")
    torch: str = Field(description="PyTorch, which finds the gradients itself.")
    classes: str = Field(
        description="NumPy as classes: one with `forward` and `backward` for each kind of gate, "
        "and a graph that loops over its gates in topological order, and back over them reversed. "
        "It prints the output too."
    )
    numpy_lines: LinesAnswer = Field(description="The lines of the NumPy script.")
    torch_lines: LinesAnswer = Field(description="The lines of the PyTorch script.")
    classes_lines: ClassLinesAnswer = Field(description="The lines of the script of classes.")
    nodes: list[list[int]] = Field(
        description="For every node of the trace at the detail asked for, with the same `closed` "
        "and `opened`, the ids at detail `gates` that it stands for; empty at `scalars`."
    )
    edges: list[list[int]] = Field(description="The same for every edge.")
