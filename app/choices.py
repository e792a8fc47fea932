"""What can be chosen of a story and its picture, known without importing what tells it."""

from typing import Literal, TypeAlias

Detail: TypeAlias = Literal["blocks", "gates", "elementary", "scalars"]
"""A level of detail."""
Mode: TypeAlias = Literal["reverse", "forward"]
"""Which way derivatives are carried."""
Theme: TypeAlias = Literal["light", "dark"]
"""The paper of a picture."""
Palette: TypeAlias = Literal["classic", "colourblind"]
"""The colours of a picture: ``classic`` is green and red, ``colourblind`` blue and orange."""
Names: TypeAlias = Literal["plain", "layers"]
"""How a name that ends in a number is written: ``W1``, or with its layer raised, ``W[1]``."""
Labels: TypeAlias = Literal["numbers", "symbols", "both"]
"""What stands on the wires of a picture: ``−4``, or ``∂f/∂x = z·1``, or ``∂f/∂x = −4``."""
By: TypeAlias = Literal["gate", "wire"]
"""What a sequence of pictures goes on by: the steps of one gate together, or each by itself."""
Figure: TypeAlias = Literal["svg", "svg-film", "tikz", "pdf"]
"""What the command ``chainrule figure`` writes."""

PACES = (0.5, 20.0)
"""Seconds for which a film shows a picture, from and to."""
PACE = 2.0
"""That time where none is said."""
MOST_DIGITS = 12
"""Decimals of the numbers in a picture, at most."""
LONGEST_TITLE = 500
"""Characters of a picture's title, at most."""
FIT_SIDES = (100, 10_000)
"""Width and height of a box that a picture is fitted into, in px, from and to."""
FIT_FIGURES = (4.0, 200.0)
"""Least size of a plain figure there, in px, from and to."""
FIT_FIGURE = 16.0
"""That size where none is said, in px."""

ANSWER_FILES = (".json", ".py", ".txt")
"""How files of answers end, of which a folder is graded."""
PRACTICE_LEVELS = (1, 2, 3)
"""How hard a random exercise is."""
LARGEST_SEED = 999_999
"""Of a random exercise."""
