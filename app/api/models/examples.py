"""The presets."""

from pydantic import Field

from .common import Answer, Detail, Mode, Numbers


class ExampleAnswer(Answer):
    """One preset: a program and how to show it."""

    id: str = Field(description="Its name in addresses.")
    title: str = Field(description="Its name for people.")
    topic: str = Field(description="The heading it stands under in the menu.")
    rows: list[str] = Field(description="The rows of the curriculum that it shows.")
    source: list[str] = Field(description="The decks it comes from.")
    note: str = Field(description="What a speaker may want to say.")
    program: str = Field(description="The program's text.")
    output: str | None = Field(description="The output to ask for; null is the last statement.")
    seed: Numbers | None = Field(description="The seed to ask for; null is ones.")
    mode: Mode = Field(description="The mode to ask for.")
    wrt: str | None = Field(description="Forward mode: the input that moves.")
    rule: str = Field(description="The update rule that it learns by.")
    rate: float = Field(description="The step size of its updates.")
    learners: list[str] | None = Field(
        description="The inputs that learn; null is every input that a gradient flows back to."
    )
    start_step: int = Field(description="How many steps are played when it opens.")
    detail: Detail = Field(description="The level of detail it opens at.")


class ExamplesAnswer(Answer):
    """Every preset."""

    examples: list[ExampleAnswer] = Field(description="The presets in the order of the menu.")
