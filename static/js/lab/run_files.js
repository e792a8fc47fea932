// Runs as files: saved, chosen, and dropped on the page.

import { save } from "../page/saving.js";
import { make } from "../page/build.js";
import { LARGEST, readRunFile, writeRunFile } from "./run_file.js";
import { shownFrame, updateName } from "./views/shown.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {(found: ReturnType<typeof readRunFile>) => void} OpenRuns */

/** @param {Bench} bench @param {string} preset @param {string} name */
export function saveRunFile(bench, preset, name) {
  const update = shownFrame(bench.store.get())?.update ?? 0;
  const runs = bench.at(update).flatMap(({ origin, ...run }) => (origin ? [{ ...run, origin }] : []));
  if (!runs.length) throw new Error("this moment of the run is not kept yet; try again");
  const curves = runs.map((run) => ({ ...run, curve: run.curve.filter((row) => row.update <= update) }));
  save(new Blob([writeRunFile(curves, preset)], { type: "application/json" }), `${name}-run.json`);
  return `The run is saved at ${updateName(update)}`;
}

/** @param {OpenRuns} open @returns {Promise<string>} */
export function chooseRunFile(open) {
  const chooser = make("input", { type: "file", accept: ".json,application/json" });
  return new Promise((done, failed) => {
    chooser.addEventListener("cancel", () => done("No file was chosen"));
    chooser.addEventListener("change", () => {
      const [file] = chooser.files ?? [];
      if (file) openRunFile(file, open).then(done, failed);
    });
    chooser.click();
  });
}

/** @param {File} file @param {OpenRuns} open */
async function openRunFile(file, open) {
  if (file.size > LARGEST) throw new Error("this file is too large to hold a run");
  open(readRunFile(await file.text()));
  return "The run is open";
}

/** Open a run that is dropped on the page. @param {OpenRuns} open @param {(told: string) => void} tell */
export function takeDroppedRuns(open, tell) {
  document.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file || !/\.json$/i.test(file.name)) return; // points
    event.preventDefault();
    event.stopImmediatePropagation();
    openRunFile(file, open).then(tell, ({ message }) => tell(`That did not work: ${message}`));
  }, { capture: true });
}
