"""What is one press away on the graph page: the menu of what is needed less often, the panels."""

from playwright.sync_api import Locator, Page, expect


def more(page: Page) -> Locator:
    """Open the menu, unless it is open, and give it."""
    menu = page.locator("#more")
    if menu.get_attribute("open") is None:
        menu.locator("summary").first.click()
    return menu


def linked_panel(page: Page, name: str) -> Locator:
    """Give the panel that a link opens, once it has: pressing its button before would close it."""
    found = page.locator("#panels").get_by_role("tabpanel", name=name)
    expect(found).to_be_visible()
    return found


def panel(page: Page, name: str) -> Locator:
    """Open a panel, unless it is open, and give it."""
    panels = page.locator("#panels")
    if not panels.is_visible():
        page.locator("#panels-button").click()
    tab = panels.get_by_role("tab", name=name, exact=True)
    if tab.get_attribute("aria-selected") != "true":
        tab.click()
    found = panels.get_by_role("tabpanel", name=name)
    expect(found).to_be_visible()
    return found
