"""Models of other tools on the page: a printout that is pasted, a file that is dropped."""

import json
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.axe import violations

DATA = Path(__file__).resolve().parent.parent / "data"
PRINTED: dict[str, dict[str, Any]] = json.loads((DATA / "printouts.json").read_text())

DROP = """([name, base64]) => {
  const file = new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name);
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(file);
  const how = { dataTransfer, bubbles: true, cancelable: true };
  return document.querySelector("#program").dispatchEvent(new DragEvent("drop", how));
}"""
"""Drops a file; what is returned tells whether the browser would open it too."""


def dropped(page: Page, name: str, data: bytes) -> bool:
    browser_takes_it: bool = page.evaluate(DROP, [name, b64encode(data).decode()])
    return browser_takes_it


def test_a_printout_and_a_file_become_programs(page: Page) -> None:
    page.goto("/")
    program = page.get_by_role("textbox", name="Program")
    program.fill(PRINTED["lenet-functional"]["text"])
    page.get_by_role("button", name="Read it as a program").click()
    model = page.get_by_role("status", name="The model that was read")
    expect(model).to_contain_text("LeNet, from a printout: 61,706 parameters in 5 layers.")
    expect(model.locator(".unread")).to_contain_text("Line 4: Linear takes rows of 400 numbers")
    model.get_by_text("How it was read").click()
    expect(model).to_contain_text("one after another, as in Sequential")
    expect(page.locator("#problem")).to_be_empty()
    expect(page.locator("svg [data-node]").filter(has_text="fc2").first).to_be_visible()
    assert violations(page) == []
    shape = model.get_by_label("Shape of the input (guessed)")
    expect(shape).to_have_value("1, 1, 28, 28")
    shape.fill("8, 1, 32, 32")
    model.get_by_role("button", name="Read again").click()
    expect(model.get_by_label("Shape of the input")).to_have_value("8, 1, 32, 32")
    expect(program).to_have_value(re.compile(r"x = const\(shape\(8, 1, 32, 32\)\)"))
    assert not dropped(page, "lenet.onnx", (DATA / "onnx" / "lenet.onnx").read_bytes())
    expect(model).to_contain_text("lenet, from an ONNX file: 3,374 parameters in 3 layers.")
    expect(program).to_have_value(
        re.compile(r"from an ONNX file\nx = const\(shape\(1, 1, 28, 28\)\)")
    )
    dropped(page, "model.zip", b"PK\3\4" * 100)
    expect(model).to_contain_text("this is no ONNX file")
    expect(model).to_contain_text("3,374")
    dropped(page, "program.txt", b"x = 3\ny = x * x")
    expect(program).to_have_value("x = 3\ny = x * x")
    model.get_by_role("button", name="Close").click()
    expect(model).to_have_count(0)
