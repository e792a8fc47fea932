// Theme, palette and whether the program stands beside the stage: kept in the browser, applied before
// the first paint. A classic script on purpose, so that it runs before anything is drawn.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  /** @type {Record<string, { on: string, off: string, preferred: () => boolean }>} */
  const choices = {
    theme: {
      on: "dark",
      off: "light",
      preferred: () => matchMedia("(prefers-color-scheme: dark)").matches,
    },
    palette: { on: "colourblind", off: "classic", preferred: () => false },
  };

  /** @param {string} name */
  function remembered(name) {
    try {
      return localStorage.getItem(`chainrule-${name}`);
    } catch {
      return null; // storage is switched off
    }
  }

  /** @param {string} name @param {string} value */
  function choose(name, value) {
    root.dataset[name] = value;
    try {
      localStorage.setItem(`chainrule-${name}`, value);
    } catch {
      // storage is switched off: the choice lasts as long as the page
    }
  }

  for (const [name, { on, off }] of Object.entries(choices)) {
    const value = remembered(name);
    if (value === on || value === off) root.dataset[name] = value;
  }
  // Beside the stage where there is room for both; on a phone it is behind a tab, and the graph comes first.
  const editor = remembered("editor") ?? (matchMedia("(min-width: 1100px)").matches ? "open" : "folded");
  root.dataset["editor"] = editor === "open" && matchMedia("(min-width: 800px)").matches ? "open" : "folded";

  addEventListener("DOMContentLoaded", () => {
    for (const [name, { on, off, preferred }] of Object.entries(choices)) {
      const button = document.querySelector(`[data-appearance="${name}"]`);
      if (!button) continue;
      const isOn = () => (root.dataset[name] ? root.dataset[name] === on : preferred());
      const show = () => button.setAttribute("aria-pressed", String(isOn()));
      button.addEventListener("click", () => {
        choose(name, isOn() ? off : on);
        show();
      });
      show();
    }
  });
})();
