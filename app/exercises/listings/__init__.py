"""Listings with blanks: the gate classes of the lectures and staged code, filled in by hand."""

from .catalogue import all_listings, find_listing
from .listing import Blank, Listing, Stage, read_listing
from .marking import Marked, mark_blank
from .running import Row, Run, run_stage
from .scopes import read_sheet

__all__ = [
    "Blank",
    "Listing",
    "Marked",
    "Row",
    "Run",
    "Stage",
    "all_listings",
    "find_listing",
    "mark_blank",
    "read_listing",
    "read_sheet",
    "run_stage",
]
