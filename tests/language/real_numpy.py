"""What NumPy itself comes to, in a process of its own: some calls write into their arguments."""

import json
import subprocess
import sys

from tests.language.foreign_cases import PRELUDE

RUNNER = """
import json, sys
import numpy as np
prelude, calls = json.load(sys.stdin)
names = {"np": np, "const": np.array}
exec(prelude, names)
names |= {name: np.array(value) for name, value in names.items() if isinstance(value, list)}
names["step"] = lambda a: np.heaviside(a, 1)
answers = []
for call in calls:
    try:
        fresh = {k: v.copy() if isinstance(v, np.ndarray) else v for k, v in names.items()}
        answers.append(np.asarray(eval(call, fresh), dtype=float).tolist())
    except (AttributeError, TypeError, NameError, ValueError, IndexError, np.linalg.LinAlgError):
        answers.append(None)  # not NumPy's, or another tool's way to call it
json.dump(answers, sys.stdout)
"""


def numpy_answers(calls: list[str]) -> list[object]:
    """Return what each call comes to after the prelude; ``None`` for what is no call of NumPy's."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RUNNER],
        input=json.dumps([PRELUDE, calls]),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    answers = json.loads(done.stdout)
    assert isinstance(answers, list)
    return answers
