"""Ask axe-core what is not accessible on a page."""

from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_SCRIPT = Path(__file__).resolve().parent.parent / "js/node_modules/axe-core/axe.min.js"

_RUN = """async (rules) => (await axe.run({
  resultTypes: ["violations"],
  ...(rules.length > 0 && { runOnly: { type: "rule", values: rules } }),
})).violations"""

_RUN_ON_ONE_OF_EACH = """async (rules) => {
  const seen = new Set();
  const paths = new Map([[null, ""]]);
  const pathOf = (e) => {
    if (!paths.has(e)) {
      const own = `${e.localName}.${[...e.classList].sort().join(".")}`;
      paths.set(e, `${pathOf(e.parentElement)}>${own}`);
    }
    return paths.get(e);
  };
  const isNew = (e) => {
    const { color, backgroundColor, fill, fontSize, fontWeight, opacity } = getComputedStyle(e);
    const key = [pathOf(e), color, backgroundColor, fill, fontSize, fontWeight, opacity].join();
    return !seen.has(key) && seen.add(key);
  };
  const holdsText = (e) => e.matches("input, select, textarea")
    || [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const include = [...document.body.querySelectorAll("*")].filter((e) => holdsText(e) && isNew(e));
  const options = { resultTypes: ["violations"], runOnly: { type: "rule", values: rules } };
  return (await axe.run({ include }, options)).violations;
}"""
"""On the first of those that stand at the same place of the style sheets and look alike."""

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
    return _lines(page.evaluate(_RUN, list(rules)))


def _lines(found: list[dict[str, Any]]) -> list[str]:
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
        broken = _lines(page.evaluate(_RUN_ON_ONE_OF_EACH, list(_OF_COLOUR)))
        found += [f"{look}: {line}" for line in broken]
    return found
