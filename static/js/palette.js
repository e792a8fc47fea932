// The palette's colours as the page shows them now, and when they change.

/** @typedef {import("./heat.js").Colour} Colour */

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
 * Be told whenever the theme or the palette changes; returns how to stop.
 * @param {() => void} listener
 */
export function onColours(listener) {
  const root = document.documentElement;
  const observer = new MutationObserver(listener);
  observer.observe(root, { attributeFilter: ["data-theme", "data-palette"] });
  const preference = matchMedia("(prefers-color-scheme: dark)");
  preference.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    preference.removeEventListener("change", listener);
  };
}
