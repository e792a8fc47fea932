// A link has arrived: what it says of the page's look is done, and what could not be read of it is told.

/**
 * @template {{ preset?: string, theme?: "light" | "dark" | null, palette?: "classic" | "colourblind" | null, presenting?: boolean, embed?: boolean }} Found
 * @param {{ found: Found, problems: readonly string[] }} link
 * @param {readonly { id: string }[]} presets @param {HTMLElement} told
 * @returns {{ preset: string, isPresented: boolean, chosen: Omit<Found, "preset" | "theme" | "palette" | "presenting" | "embed"> }} `preset`: empty where there is none of that name
 */
export function arrive({ found, problems }, presets, told) {
  const { preset, theme, palette, presenting, embed, ...chosen } = found;
  const root = document.documentElement;
  if (theme) root.dataset["theme"] = theme;
  if (palette) root.dataset["palette"] = palette;
  root.classList.toggle("embedded", embed ?? false);
  const isKnown = !preset || presets.some(({ id }) => id === preset);
  told.textContent = [...problems, ...(isKnown ? [] : [`There is no example “${preset}”.`])].join(" ");
  return { preset: (isKnown && preset) || "", isPresented: presenting ?? false, chosen };
}

/** How the page looks, for a link. @param {boolean} presenting */
export function lookNow(presenting) {
  const root = /** @type {Record<string, any>} */ (document.documentElement.dataset);
  return { theme: root["theme"] ?? null, palette: root["palette"] ?? null, presenting };
}
