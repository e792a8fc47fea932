// Tabs: one stop of the Tab key, arrow keys from one to the next.

/** @typedef {{ tab: HTMLElement, body: HTMLElement, name: string }} Tabbed a tab and what it opens */

/**
 * Where a key leads from the tab that has the focus; null where it is no key of theirs.
 * @param {number} here @param {number} last @param {string} key
 */
function tabAfter(here, last, key) {
  switch (key) {
    case "ArrowRight": return here === last ? 0 : here + 1;
    case "ArrowLeft": return here <= 0 ? last : here - 1;
    case "Home": return 0;
    case "End": return last;
    default: return null;
  }
}

/** The tabs are one stop of the Tab key. @param {readonly Tabbed[]} tabs @param {string | null} stop */
export function setStop(tabs, stop) {
  for (const { name, tab } of tabs) tab.tabIndex = name === stop ? 0 : -1;
}

/** Open one of them, or none. @param {readonly Tabbed[]} tabs @param {string | null} open */
export function showOpen(tabs, open) {
  for (const { name, tab, body } of tabs) {
    tab.setAttribute("aria-selected", String(name === open));
    body.hidden = name !== open;
  }
  setStop(tabs, open);
}

/**
 * Move the focus by a key; what it leads to is opened by Enter or Space. Returns the tab, or null.
 * @template {Tabbed} T
 * @param {readonly T[]} tabs @param {KeyboardEvent} event
 * @returns {T | null}
 */
export function pressTab(tabs, event) {
  const seen = tabs.filter(({ tab }) => !tab.hasAttribute("data-away"));
  const to = tabAfter(seen.findIndex(({ tab }) => tab === document.activeElement), seen.length - 1, event.key);
  const next = to === null ? undefined : seen[to];
  if (!next) return null;
  event.preventDefault();
  setStop(tabs, next.name);
  next.tab.focus();
  return next;
}
