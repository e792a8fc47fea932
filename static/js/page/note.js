// The note of the preset that is open: one line, and all of it when it is opened.

/**
 * @param {HTMLElement} note @param {{ note: string, source: readonly string[] } | undefined} preset
 * @param {string} otherwise what is said without a preset
 */
export function showNote(note, preset, otherwise) {
  const [line, source] = [note.querySelector("summary"), note.querySelector("p")];
  if (line) line.textContent = preset?.note ?? otherwise;
  if (source) source.textContent = preset?.source.join("; ") ?? "";
}
