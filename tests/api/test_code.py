import subprocess
import sys

from starlette.testclient import TestClient

from tests.api.asking import XYZ, problem

CODE = "/api/v1/code"


def test_the_numpy_script_runs_as_it_stands(client: TestClient) -> None:
    answer = client.post(CODE, json={"program": XYZ, "inputs": {"x": 3}}).json()
    script = [sys.executable, "-c", answer["numpy"]]
    printed = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert "8" in printed
    assert "import torch" in answer["torch"]


def test_a_wrong_program_is_a_problem(client: TestClient) -> None:
    problem(client.post(CODE, json={"program": "x = "}), 422, "syntax")
