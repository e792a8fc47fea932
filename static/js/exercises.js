// The exercises page, put together: the forward program, the lines of its backward pass, and the picture that fills with them.

import { makeAddressBar } from "./link/address_bar.js";
import { arrive } from "./link/arriving.js";
import { learnBounds } from "./link/bounds.js";
import { allActions } from "./page/actions.js";
import { mountBar } from "./page/bar.js";
import { make } from "./page/build.js";
import { showNote } from "./page/note.js";
import { part } from "./page/part.js";
import { mountParts } from "./page/parts.js";
import { showProblem } from "./page/problem.js";
import { mountStage } from "./page/stage.js";
import { makeStore } from "./page/store.js";
import { mountVersion } from "./page/version.js";
import { mountPlaylist } from "./playlist/onward.js";
import { Editor } from "./program/editor.js";
import { mountSpeaker, ofRun } from "./speaker/stage.js";
import { mountBlanks } from "./exercises/blanks_view.js";
import { mountCheck } from "./exercises/check_view.js";
import { readExercise } from "./exercises/files.js";
import { mountHints } from "./exercises/hints_view.js";
import { keep, keptOf } from "./exercises/keeping.js";
import { complete, readLink } from "./exercises/link.js";
import { mountWires } from "./exercises/picture_view.js";
import { addressOf, mountSharing } from "./exercises/sharing.js";
import { CHOSEN, chosenIn, stateOf } from "./exercises/state.js";
import { progressOf, progressText } from "./exercises/verdicts.js";
import { mountLines } from "./exercises/verdicts_view.js";
import { mountWorking } from "./exercises/working.js";

/** @typedef {import("./exercises/types.js").Chosen} Chosen */

const BLANKS = "blanks:"; // before the name of a listing in the menu of examples

const page = part("page", HTMLElement);
/** @type {import("./exercises/types.js").Choices} */
const choices = JSON.parse(page.dataset["choices"] ?? "{}");
learnBounds(JSON.parse(page.dataset["bounds"] ?? "null"));
const chooser = part("preset", HTMLSelectElement);
const note = part("note", HTMLDetailsElement);
const program = part("program", HTMLTextAreaElement);
const lines = part("lines", HTMLTextAreaElement);
const first = choices.presets.find(({ id }) => id === chooser.value) ?? choices.presets[0];

const TASK = note.querySelector("summary")?.textContent ?? "";

/** @param {string} id of a preset @returns {Chosen} */
const chosenOf = (id) => ({ ...CHOSEN, program: choices.presets.find((one) => one.id === id)?.program.trimEnd() ?? "" });
const store = makeStore(stateOf("", CHOSEN));
const top = mountBar(store);
/** What the page’s preset stands for, so that a link tells only what is different. @returns {Partial<Chosen>} */
const base = () => (store.get().preset ? chosenOf(store.get().preset) : {});

/** The listings are offered below the examples. @param {HTMLSelectElement} menu @param {readonly import("./exercises/types.js").Choices["listings"][number][]} listings */
function offerListings(menu, listings) {
  for (const group of new Set(listings.map((one) => one.group))) {
    const options = listings.filter((one) => one.group === group).map(({ id, title }) => make("option", { value: BLANKS + id }, title));
    menu.append(make("optgroup", { label: `Fill in the blanks: ${group}` }, ...options));
  }
}

// -- what is seen -----------------------------------------------------------------------------------

const wires = mountWires(part("picture", HTMLElement), store);
const working = mountWorking(store, wires.fit);
wires.onResized(working.resized);
const forward = new Editor(program, part("gutter", HTMLElement), part("backdrop", HTMLElement));
const written = mountLines({
  area: lines, gutter: part("lines-gutter", HTMLElement), backdrop: part("lines-backdrop", HTMLElement),
  margin: part("verdicts", HTMLElement), reasons: part("reasons", HTMLElement), heard: part("summary", HTMLElement),
}, store);
const hint = mountHints({ press: part("hint", HTMLButtonElement), list: part("hint-told", HTMLElement) }, store, working.hint, written.cursor);
mountCheck({ press: part("check", HTMLButtonElement), place: part("check-told", HTMLElement) }, store);
const blanks = mountBlanks(part("blanks", HTMLElement), store);
offerListings(chooser, choices.listings);
mountParts(part("parts", HTMLElement), page, [["lines", "Lines"], ["program", "Program"], ["picture", "Picture"]]);
mountVersion(part("version", HTMLElement));

store.watch(["program", "preset"], ({ program: text, preset }) => {
  forward.show(text, text, []);
  program.readOnly = preset !== "";
});
store.watch(["preset", "kind", "listing"], ({ preset, kind, listing }) => {
  page.classList.toggle("is-blanks", kind === "blanks");
  part("task", HTMLElement).textContent = kind === "blanks" ? "Fill in the blanks" : "Write the backward pass";
  chooser.value = kind === "blanks" ? BLANKS + listing : preset;
});
store.watch(["presenting"], ({ presenting }) => document.documentElement.style.setProperty("--lines", presenting ? "large" : "plain")); // the editors measure themselves anew
store.watch(["problem"], ({ problem }) => {
  showProblem(part("problem", HTMLElement), part("problem-template", HTMLTemplateElement), problem);
  forward.mark(problem);
});
store.watch(["checked", "taken"], ({ checked, taken }) => {
  const [done, isDone] = [part("done", HTMLElement), checked !== null && progressOf(checked).isDone];
  const text = checked ? progressText(checked, taken) : "";
  if (done.textContent !== text) done.textContent = text;
  done.classList.toggle("is-done", isDone);
});
store.watch(["lines", "taken"], ({ program: text, lines: typed, taken }) => text && keep(text, { lines: typed, taken }));

// -- what is asked ----------------------------------------------------------------------------------

const hinting = part("hinting", HTMLInputElement);
const tolerance = part("tolerance", HTMLInputElement);
hinting.addEventListener("change", () => store.set({ hinting: hinting.checked }));
tolerance.addEventListener("change", () => store.set({ tolerance: tolerance.checkValidity() && tolerance.value !== "" ? tolerance.valueAsNumber : CHOSEN.tolerance }));
store.watch(["hinting", "tolerance"], (state) => {
  hinting.checked = state.hinting;
  tolerance.value = String(state.tolerance);
});
program.addEventListener("input", () => store.set({ program: program.value, preset: "" }));

/** @param {string} preset @param {Chosen} chosen lines of its own are shown in place of those that were kept */
function open(preset, chosen) {
  const kept = keptOf(chosen.program);
  showNote(note, choices.presets.find(({ id }) => id === preset), TASK);
  const { presenting } = store.get();
  store.set({ ...stateOf(preset, { ...chosen, lines: chosen.lines || kept.lines }, kept.taken), presenting });
  void working.read();
}

/** @param {Awaited<ReturnType<typeof readLink>>} link */
function follow(link) {
  const { preset, isPresented, chosen } = arrive(link, choices.presets, part("told", HTMLElement));
  const named = preset || (chosen.program === undefined ? first?.id ?? "" : "");
  open(named, { ...(named ? chosenOf(named) : complete(chosen)), ...chosen });
  if (isPresented) store.set({ presenting: true });
}

chooser.addEventListener("change", () => {
  if (chooser.value.startsWith(BLANKS)) return store.set({ kind: "blanks", listing: chooser.value.slice(BLANKS.length), stage: 1 });
  open(chooser.value, chooser.value ? chosenOf(chooser.value) : { ...chosenIn(store.get()), kind: "backward", lines: "" });
});
const file = part("file", HTMLInputElement);
part("open-file", HTMLButtonElement).addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  const [chosen] = file.files ?? [];
  if (!chosen) return;
  top.menu.close(true);
  open("", readExercise(await chosen.text()));
  file.value = "";
});

// What stands in the bar of addresses is the exercise; the lines are in this browser.
const bar = makeAddressBar({ link: () => addressOf(store.get(), base(), { lines: "" }), read: (url) => readLink(url.hash), go: follow });
const LINKED = /** @type {const} */ (["kind", "listing", "stage", "program", "preset", "hinting", "tolerance", "presenting"]);
store.subscribe((now, before) => {
  if (LINKED.some((name) => !Object.is(now[name], before[name]))) bar.writeSoon();
});
mountSharing(part("share", HTMLElement), { list: part("downloads", HTMLElement), close: top.menu.close }, store, base);

// -- keys -------------------------------------------------------------------------------------------

mountStage(page);
const playlist = mountPlaylist(part("bar", HTMLElement));
const isBlanks = () => store.get().kind === "blanks";
const standing = () => (isBlanks() ? blanks.standing() : part("done", HTMLElement).textContent ?? "");
const speaker = mountSpeaker(ofRun(chooser, note, standing, (changed) => store.watch(["checked", "preset"], changed)));
const others = {
  write: { keys: ["e"], shown: "e", help: "write lines", act: () => (isBlanks() ? blanks.focus() : lines.focus()) },
  hint: { keys: ["h"], shown: "h", help: "the next step of a hint; in the lines Ctrl+Enter; of a blank its answer", act: () => (isBlanks() ? blanks.show() : hint()) },
  stageBefore: { keys: ["ArrowLeft"], shown: "← →", help: "the stage of a listing before, and the next", act: () => isBlanks() && blanks.step(-1) },
  stageNext: { keys: ["ArrowRight"], toldBy: "stageBefore", act: () => isBlanks() && blanks.step(1) },
  check: { keys: ["c"], shown: "c", help: "difference quotients beside the gradients", act: () => store.set({ checking: !store.get().checking }) },
};
lines.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  hint();
});
top.listen(allActions(others, top.presenting, playlist.actions, speaker, top.closing));

const link = await readLink(location.hash);
if (link.version === null) open(first?.id ?? "", chosenOf(first?.id ?? ""));
else follow(link);
