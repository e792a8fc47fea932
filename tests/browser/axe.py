"""Ask axe-core what is not accessible on a page."""

from itertools import product
from pathlib import Path

from playwright.sync_api import Page

_SCRIPT = Path(__file__).resolve().parent.parent / "js/node_modules/axe-core/axe.min.js"

_RUN = """async (rules) => (await axe.run({
  resultTypes: ["violations"],
  ...(rules.length > 0 && { runOnly: { type: "rule", values: rules } }),
})).violations"""

_DRESS = """async ([theme, palette]) => {
  Object.assign(document.documentElement.dataset, { theme, palette });
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  for (const change of document.getAnimations()) {
    if (change instanceof CSSTransition) change.finish();
  }
}"""

_OF_COLOUR = ("color-contrast", "link-in-text-block")


def violations(page: Page, *rules: str) -> list[str]:
    """Give one line for each element that breaks a rule: the rule, and where it is broken."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT.read_text())
    found = page.evaluate(_RUN, list(rules))
    return [
        f"{rule['id']}: {rule['help']}: {node['target']}"
        for rule in found
        for node in rule["nodes"]
    ]


def violations_in_every_look(page: Page) -> list[str]:
    """Give those of the page as it is, and those of its colours in every theme and palette."""
    found = violations(page)
    for look in product(("dark", "light"), ("colourblind", "classic")):
        page.evaluate(_DRESS, look)
        found += [f"{look}: {broken}" for broken in violations(page, *_OF_COLOUR)]
    return found
