"""Following a hint to the letter, as somebody would who knows nothing else."""

from app.language import ProgramError
from app.language.foreign.row import DROP


def followed(text: str, error: ProgramError) -> str | None:
    """Return a program with what an error's hint says done; ``None``: it does not say exactly."""
    lines = text.split("\n")
    if error.line is None or error.column is None:
        return None
    if error.replacement is None:
        if not (error.hint or "").endswith(DROP):
            return None
        return "\n".join([*lines[: error.line - 1], *lines[error.line :]])
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    assert error.end_line is not None
    assert error.end_column is not None
    start = starts[error.line - 1] + error.column
    end = starts[error.end_line - 1] + error.end_column
    return text[:start] + error.replacement + text[end:]
