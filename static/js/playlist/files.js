// Playlists as files of plain text: saved, chosen, and dropped on the page.

import { save } from "../page/saving.js";
import { make } from "../page/build.js";
import { LONGEST } from "./text.js";

/** @param {string} text @param {string} title */
export function saveText(text, title) {
  const name = title.replaceAll(/[^\p{L}\p{N}_-]+/gu, "-").replaceAll(/^-|-$/g, "") || "playlist";
  save(new Blob([text], { type: "text/markdown" }), `${name}.md`);
}

/** @returns {Promise<string | null>} the text of a file; null where none was chosen */
export function chooseFile() {
  const chooser = make("input", { type: "file", accept: ".md,.txt,text/plain,text/markdown" });
  return new Promise((done) => {
    chooser.addEventListener("cancel", () => done(null));
    chooser.addEventListener("change", () => {
      const [file] = chooser.files ?? [];
      if (file) textOf(file).then(done);
    });
    chooser.click();
  });
}

/** @param {HTMLElement} element on which they are dropped @param {(text: string) => void} take */
export function listenForFiles(element, take) {
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return; // a text goes where it was dropped
    event.preventDefault();
    void textOf(file).then(take);
  });
}

/** As much of it as is read. @param {File} file */
const textOf = (file) => file.slice(0, 4 * LONGEST).text();
