"""Records what PyTorch prints of models, and how many parameters it counts.

Run by a Python that has PyTorch: ``$CHAINRULE_TORCH_PYTHON -m tests.architectures.with_torch``.
"""

import json
from pathlib import Path

from tests.architectures.torch_models import models

FILE = Path(__file__).resolve().parent.parent / "data" / "printouts.json"

if __name__ == "__main__":
    found = {
        name: {"text": str(model), "parameters": sum(p.numel() for p in model.parameters())}
        for name, model in models().items()
    }
    FILE.write_text(json.dumps(found, indent=1) + "\n")
