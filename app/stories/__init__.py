"""Stories as they are given away: prepared, placed, and written as JSON.

What the API and the command ``chainrule trace`` share, so that the command needs no web framework.
"""

from .answers import numbers_json, story_json
from .structure import Structure

__all__ = ["Structure", "numbers_json", "story_json"]
