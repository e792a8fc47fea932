"""Ask axe-core what is not accessible on a page."""

from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).resolve().parent.parent / "js/node_modules/axe-core/axe.min.js"


def violations(page: Page) -> list[str]:
    """Give one line for each element that breaks a rule: the rule, and where it is broken."""
    page.evaluate(_SCRIPT.read_text())
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{rule['id']}: {rule['help']}: {node['target']}"
        for rule in found
        for node in rule["nodes"]
    ]
