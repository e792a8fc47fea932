"""What an editable install imports as ``chainrule``: the folder ``app`` of this checkout."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_APP = Path(__file__).resolve().parent.parent / "app"
_spec = spec_from_file_location(
    "chainrule", _APP / "__init__.py", submodule_search_locations=[str(_APP)]
)
assert _spec is not None
assert _spec.loader is not None
sys.modules["chainrule"] = module_from_spec(_spec)
_spec.loader.exec_module(sys.modules["chainrule"])
