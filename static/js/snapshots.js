// The page of the snapshots that were kept: read, put in order, captioned, saved, printed.

import { part } from "./page/part.js";
import { rasterOf } from "./page/raster.js";
import { save } from "./page/saving.js";
import { mountVersion } from "./page/version.js";
import { mountCards } from "./snapshots/cards_view.js";
import { numbersOf, sheetText } from "./snapshots/document.js";
import { keepSnapshots, keptSnapshots, moved } from "./snapshots/sheet.js";

/** @typedef {import("./snapshots/sheet.js").Snapshot} Snapshot */

const told = part("told", HTMLElement);
const undo = part("undo", HTMLButtonElement);
let all = keptSnapshots();
/** What was removed last, and where it stood. @type {{ snapshot: Snapshot, at: number } | null} */
let removed = null;

const cards = mountCards(part("cards", HTMLElement), {
  caption(at, caption) {
    all = all.map((one, k) => (k === at ? { ...one, caption } : one));
    keep("");
  },
  move(at, way) {
    all = moved(all, at, way);
    keep(`Snapshot ${at + 1} is number ${at + way + 1} now`);
    show();
    cards.focus(at + way, `Move snapshot ${at + way + 1} ${way < 0 ? "up" : "down"}`);
  },
  remove(at) {
    const [snapshot] = all.slice(at, at + 1);
    if (!snapshot) return;
    removed = { snapshot, at };
    all = all.filter((one) => one !== snapshot);
    keep(`Snapshot ${at + 1} is removed`);
    show();
    undo.focus();
  },
  save: (snapshot, kind) => void saveOne(snapshot, kind),
});

/** @param {string} done */
function keep(done) {
  const wrong = keepSnapshots(all);
  told.textContent = wrong ? `That is not kept: ${wrong}.` : done;
}

function show() {
  cards.show(all);
  part("empty", HTMLElement).hidden = all.length > 0;
  undo.hidden = removed === null;
  for (const id of ["save-sheet", "save-numbers", "print"]) part(id, HTMLButtonElement).disabled = all.length === 0;
}

/** @param {Snapshot} snapshot @param {"svg" | "png" | "json"} kind */
async function saveOne(snapshot, kind) {
  const name = `chainrule-${snapshot.title.replaceAll(/[^\p{L}\p{N}_-]+/gu, "-").replaceAll(/^-|-$/g, "")}.${kind}`;
  if (kind === "svg") save(new Blob([snapshot.svg], { type: "image/svg+xml" }), name);
  else if (kind === "png") save(await rasterOf(snapshot.svg), name);
  else saveJson(snapshot.numbers, name);
}

/** @param {unknown} value @param {string} name */
const saveJson = (value, name) => save(new Blob([`${JSON.stringify(value, null, 1)}\n`], { type: "application/json" }), name);

undo.addEventListener("click", () => {
  if (!removed) return;
  const { snapshot, at } = removed;
  all = [...all.slice(0, at), snapshot, ...all.slice(at)];
  removed = null;
  keep("It is back");
  show();
  cards.focus(at, "Remove");
});
part("save-sheet", HTMLButtonElement).addEventListener("click", () => save(new Blob([sheetText(all)], { type: "text/html" }), "chainrule-snapshots.html"));
part("save-numbers", HTMLButtonElement).addEventListener("click", () => saveJson(numbersOf(all), "chainrule-snapshots.json"));
part("print", HTMLButtonElement).addEventListener("click", () => print());
addEventListener("storage", () => {
  all = keptSnapshots(); // another tab has kept one
  show();
});
mountVersion(part("version", HTMLElement));
show();
