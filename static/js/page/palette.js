// The palette's colours as the page shows them now, and when its look changes.

/** @typedef {import("../inspector/heat.js").Colour} Colour */

/**
 * The colours that variables stand for; the element must be in the page. To read them together makes the browser work
 * out its styles once.
 * @param {HTMLElement} element
 * @param {readonly string[]} variables such as `--cr-value`
 * @returns {Colour[]}
 */
export function coloursOf(element, variables) {
  const probe = document.createElement("span");
  probe.hidden = true;
  const parts = variables.map((variable) => {
    const part = document.createElement("span");
    part.style.color = `var(${variable})`;
    return part;
  });
  probe.append(...parts);
  element.append(probe);
  const found = parts.map((part) => {
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(part).color.match(/[\d.]+/g) ?? []).map(Number);
    return /** @type {const} */ ([red, green, blue]);
  });
  probe.remove();
  return found.map(([red, green, blue]) => [red, green, blue]);
}

/** The colour that one variable stands for. @param {HTMLElement} element in the page @param {string} variable @returns {Colour} */
export const colourOf = (element, variable) => coloursOf(element, [variable])[0] ?? [0, 0, 0];

/** What the colours of the page follow from. */
export function pageLook() {
  const { theme, palette } = document.documentElement.dataset;
  return `${theme} ${palette} ${matchMedia("(prefers-color-scheme: dark)").matches}`;
}

/**
 * Be told whenever the theme, the palette or the size of the text changes, for as
 * long as an element is in the page.
 * @param {HTMLElement} element
 * @param {() => void} listener
 */
export function onAppearance(element, listener) {
  const root = document.documentElement;
  const hear = () => (element.isConnected ? listener() : stop());
  const observer = new MutationObserver(hear);
  observer.observe(root, { attributeFilter: ["data-theme", "data-palette", "style"] });
  const preference = matchMedia("(prefers-color-scheme: dark)");
  preference.addEventListener("change", hear);

  function stop() {
    observer.disconnect();
    preference.removeEventListener("change", hear);
  }
}
