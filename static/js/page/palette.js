// The palette's colours as the page shows them now, and when its look changes.

/** @typedef {import("../inspector/heat.js").Colour} Colour */

/**
 * The colour that a variable stands for; the element must be in the page.
 * @param {HTMLElement} element
 * @param {string} variable such as `--cr-value`
 * @returns {Colour}
 */
export function colourOf(element, variable) {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = `var(${variable})`;
  element.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  probe.remove();
  return [red, green, blue];
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
