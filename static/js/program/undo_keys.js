// The keys of undo within the program: the browser undoes what was typed, and the page what it wrote there itself, as
// when a number is dragged.

/** @typedef {import("../page/actions.js").Action} Action */

/** @param {import("./editor.js").Editor} editor @param {{ undo: Action, redo: Action }} actions */
export function mountUndoKeys(editor, { undo, redo }) {
  editor.area.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const letter = key.toLowerCase();
    if (!editor.isByPage || altKey || !(ctrlKey || metaKey) || !/^[zy]$/.test(letter)) return;
    event.preventDefault();
    (letter === "z" && !shiftKey ? undo : redo).act();
  });
}
