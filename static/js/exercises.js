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
import { clickerActions, hasNext } from "./exercises/clicker.js";
import { readExercise, strangeIn } from "./exercises/files.js";
import { mountHints } from "./exercises/hints_view.js";
import { keep, keptOf } from "./exercises/keeping.js";
import { isBlanks, isSheet } from "./exercises/kinds.js";
import { complete, readLink } from "./exercises/link.js";
import { mountWires } from "./exercises/picture_view.js";
import { mountOnward } from "./exercises/onward_view.js";
import { isRenumbered, saidOfNumbers } from "./exercises/renumbered.js";
import { isResult, readResult } from "./exercises/results.js";
import { addressOf, mountSharing } from "./exercises/sharing.js";
import { sheetProgress } from "./exercises/sheet.js";
import { mountSheetHints } from "./exercises/sheet_hints_view.js";
import { mountSheet } from "./exercises/sheet_view.js";
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
const kinds = part("kind", HTMLSelectElement);
const again = part("again", HTMLElement);
const note = part("note", HTMLDetailsElement);
const program = part("program", HTMLTextAreaElement);
const lines = part("lines", HTMLTextAreaElement);
const first = choices.presets.find(({ id }) => id === chooser.value) ?? choices.presets[0];

/** @param {string} id of a preset @returns {Chosen} */
const chosenOf = (id) => {
  const preset = choices.presets.find((one) => one.id === id);
  return { ...CHOSEN, ...preset?.settings, program: preset?.program.trimEnd() ?? "" };
};
const store = makeStore(stateOf("", CHOSEN));
const top = mountBar(store);
/** What the page’s preset stands for, so that a link tells only what is different. @returns {Partial<Chosen>} */
const base = () => (store.get().preset ? chosenOf(store.get().preset) : {});

/** @param {string} listing */
const stagesOf = (listing) => choices.listings.find(({ id }) => id === listing)?.stages ?? 1;

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
  margin: part("verdicts", HTMLElement), reasons: part("reasons", HTMLElement), help: part("standing", HTMLElement), heard: part("summary", HTMLElement),
}, store);
const hint = mountHints({ press: part("hint", HTMLButtonElement), list: part("hint-told", HTMLElement) }, store, working.hint, written.cursor);
const go = mountSheet(part("questions", HTMLOListElement), part("summary", HTMLElement), store);
const sheetHint = mountSheetHints({ press: part("hint", HTMLButtonElement), list: part("hint-told", HTMLElement) }, store, working.step);
mountCheck({ press: part("check", HTMLButtonElement), place: part("check-told", HTMLElement) }, store);
const blanks = mountBlanks(part("blanks", HTMLElement), part("summary", HTMLElement), store);
offerListings(chooser, choices.listings);
mountParts(part("parts", HTMLElement), page, [["lines", "Exercise"], ["program", "Program"], ["picture", "Picture"]]);
mountVersion(part("version", HTMLElement));
const onward = mountOnward(part("onward", HTMLElement), chooser, choices.presets, store, (id) => open(id, chosenOf(id)));

store.watch(["program", "preset"], ({ program: text, preset }) => {
  forward.show(text, text, []);
  program.readOnly = preset !== "";
  part("program-label", HTMLElement).textContent = preset && isRenumbered(text, chosenOf(preset).program) ? "Forward program, other numbers" : "Forward program";
});
store.watch(["preset", "kind", "listing"], ({ preset, kind, listing }) => {
  page.classList.toggle("is-blanks", isBlanks(kind));
  chooser.value = isBlanks(kind) ? BLANKS + listing : preset;
});
store.watch(["presenting"], ({ presenting }) => document.documentElement.style.setProperty("--lines", presenting ? "large" : "plain")); // the editors measure themselves anew
store.watch(["problem"], ({ problem }) => {
  showProblem(part("problem", HTMLElement), part("problem-template", HTMLTemplateElement), problem);
  forward.mark(problem);
});
store.watch(["checked", "sheet", "marks", "taken", "kind"], ({ kind, checked, sheet, marks, taken }) => {
  const done = part("done", HTMLElement);
  const ofLines = { isDone: checked !== null && progressOf(checked).isDone, text: checked ? progressText(checked, taken) : "" };
  const { isDone, text } = isSheet(kind) ? sheetProgress(sheet?.questions ?? [], marks, taken) : ofLines;
  const said = isSheet(kind) && !sheet ? "" : text;
  if (done.textContent !== said) done.textContent = said;
  done.classList.toggle("is-done", isDone);
  if (isDone) onward.done();
});
store.watch(["lines", "answers", "taken"], (state) => state.program && keep(state, { lines: state.lines, answers: state.answers, taken: state.taken }));
store.watch(["kind", "preset"], ({ kind, preset }) => {
  kinds.value = kind;
  page.dataset["kind"] = isSheet(kind) ? "sheet" : "lines";
  again.hidden = !isSheet(kind);
  const told = choices.kinds.find(({ name }) => name === kind);
  part("lines-label", HTMLElement).textContent = isSheet(kind) ? told?.title ?? "" : "Your backward pass";
  showNote(note, choices.presets.find(({ id }) => id === preset && kind === CHOSEN.kind), told?.task ?? "");
  if (!document.activeElement?.checkVisibility()) page.focus({ preventScroll: true }); // it was on what is hidden now
});
store.watch(["refused", "problem"], ({ refused, problem }) => {
  const hintOf = refused?.hint ? ` ${refused.hint[0]?.toUpperCase()}${refused.hint.slice(1)}.` : "";
  part("refused", HTMLElement).textContent = refused && !problem ? `${refused.detail[0]?.toUpperCase()}${refused.detail.slice(1)}.${hintOf}` : "";
});

// -- what is asked ----------------------------------------------------------------------------------

const hinting = part("hinting", HTMLInputElement);
const tolerance = part("tolerance", HTMLInputElement);
hinting.addEventListener("change", () => store.set({ hinting: hinting.checked }));
tolerance.addEventListener("change", () => store.set({ tolerance: tolerance.checkValidity() && tolerance.value !== "" ? tolerance.valueAsNumber : CHOSEN.tolerance }));
store.watch(["hinting", "tolerance"], (state) => {
  hinting.checked = state.hinting;
  tolerance.value = String(state.tolerance);
});
program.addEventListener("input", () => store.set({ program: program.value, preset: "", answers: {}, told: null }));

/** Ask something else of the same program. @param {Partial<Chosen>} change */
function pose(change) {
  const chosen = { ...chosenIn(store.get()), ...change };
  open(store.get().preset, { ...chosen, lines: "", answers: {} });
}
kinds.addEventListener("change", () => {
  const [row] = choices.kinds.filter(({ name }) => name === kinds.value);
  if (row) pose({ kind: row.name, seed: 0 });
});
const anew = () => isSheet(store.get().kind) && pose({ seed: store.get().seed + 1 });
/** The same with other numbers: each press draws the next ones, of the example’s own program where it is one. */
const renumber = () => isSheet(store.get().kind) && void working.renumber(base().program ?? store.get().program, (change) => {
  const { program: before } = store.get();
  pose(change);
  part("summary", HTMLElement).textContent = saidOfNumbers(change.program, before);
});
part("new-set", HTMLButtonElement).addEventListener("click", anew);
part("new-numbers", HTMLButtonElement).addEventListener("click", renumber);

/** @param {string} preset @param {Chosen} chosen lines of its own are shown in place of those that were kept */
function open(preset, chosen) {
  const kept = keptOf(chosen);
  const { presenting, story, program: before } = store.get();
  const answers = Object.keys(chosen.answers).length ? chosen.answers : kept.answers;
  store.set({ ...stateOf(preset, { ...chosen, lines: chosen.lines || kept.lines, answers }, kept.taken), presenting, ...(before === chosen.program ? { story } : {}) });
  void working.read();
}

/** @param {Awaited<ReturnType<typeof readLink>>} link */
async function follow(link) {
  await onward.meet(link.found.preset);
  const { preset, isPresented, chosen } = arrive(link, choices.presets, part("told", HTMLElement));
  const named = preset || (chosen.program === undefined ? first?.id ?? "" : "");
  open(named, { ...(named ? chosenOf(named) : complete(chosen)), ...chosen });
  if (isPresented) store.set({ presenting: true });
}

/** An exercise, or a result that was handed in. @param {string} text */
function openFile(text) {
  const result = isResult(text) ? readResult(text) : { chosen: readExercise(text), hints: 0 };
  part("told", HTMLElement).textContent = !result ? "That is not a result file of this page." : isResult(text) ? "" : strangeIn(text);
  if (!result) return;
  if (isBlanks(result.chosen.kind)) open(first?.id ?? "", { ...result.chosen, program: chosenOf(first?.id ?? "").program });
  else open("", result.chosen);
  if (result.hints > store.get().taken) store.set({ taken: result.hints });
}

/** Another example is asked about as this one was, but where one of them is there for a kind of its own. @param {string} id @returns {Chosen} */
function chosenNext(id) {
  const [{ kind, preset }, next] = [store.get(), chosenOf(id)];
  return next.kind === CHOSEN.kind && !isBlanks(kind) && kind !== chosenOf(preset).kind ? { ...next, kind } : next;
}
/** @param {string} listing */
function openListing(listing, stage = 1) {
  const chosen = { ...chosenIn(store.get()), kind: /** @type {const} */ ("blanks"), listing, stage, answers: {} };
  open(store.get().preset, chosen);
}
chooser.addEventListener("change", () => {
  const { value } = chooser;
  if (value.startsWith(BLANKS)) openListing(value.slice(BLANKS.length));
  else open(value, value ? chosenNext(value) : { ...chosenIn(store.get()), kind: CHOSEN.kind, lines: "", answers: {} });
});
const file = part("file", HTMLInputElement);
part("open-file", HTMLButtonElement).addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  const [chosen] = file.files ?? [];
  if (!chosen) return;
  top.menu.close(true);
  openFile(await chosen.text());
  file.value = "";
});

// What stands in the bar of addresses is the exercise; the lines are in this browser.
const bar = makeAddressBar({ link: () => addressOf(store.get(), base(), { lines: "", answers: {} }), read: (url) => readLink(url.hash), go: follow });
const LINKED = /** @type {const} */ (["program", "preset", "kind", "listing", "stage", "seed", "hinting", "tolerance", "presenting"]);
store.subscribe((now, before) => {
  if (LINKED.some((name) => !Object.is(now[name], before[name]))) bar.writeSoon();
});
mountSharing(part("share", HTMLElement), { list: part("downloads", HTMLElement), close: top.menu.close }, store, base);

// -- keys -------------------------------------------------------------------------------------------

mountStage(page);
const playlist = mountPlaylist(part("bar", HTMLElement));
/** Do what is done in an exercise of this kind; false where nothing is. @param {{ lines?: () => unknown, sheet?: () => unknown, blanks?: () => unknown }} acts */
function byKind({ lines: inLines, sheet, blanks: inBlanks }) {
  const { kind } = store.get();
  const act = isBlanks(kind) ? inBlanks : isSheet(kind) ? sheet : inLines;
  return act ? act() : false;
}
const standing = () => (isBlanks(store.get().kind) ? blanks.standing() : part("done", HTMLElement).textContent ?? "");
const speaker = mountSpeaker(ofRun(chooser, note, standing, (changed) => store.watch(["checked", "preset"], changed)));
const others = {
  write: { keys: ["e"], shown: "e", help: "write lines, or answer the next question", act: () => byKind({ lines: () => lines.focus(), sheet: () => go(store.get().at ? 0 : 1), blanks: blanks.focus }) },
  again: { keys: ["n"], shown: "n", help: "other questions about the same numbers", act: anew },
  renumber: { keys: ["u"], shown: "u", help: "other numbers for the program’s inputs, and questions about them", act: renumber },
  next: { keys: ["ArrowDown"], shown: "↓ ↑", help: "the next question, the one before", act: () => byKind({ sheet: () => go(1) }) },
  before: { keys: ["ArrowUp"], toldBy: "next", act: () => byKind({ sheet: () => go(-1) }) },
  hint: { keys: ["h"], shown: "h", help: "the next step of a hint; in the lines Ctrl+Enter, which goes on once all are right; of a blank its answer", act: () => byKind({ lines: hint, sheet: sheetHint, blanks: blanks.show }) },
  stageBefore: { keys: ["ArrowLeft"], shown: "← →", help: "the stage of a listing before, and the next", act: () => byKind({ blanks: () => blanks.step(-1) }) },
  stageNext: { keys: ["ArrowRight"], toldBy: "stageBefore", act: () => byKind({ blanks: () => blanks.step(1) }) },
  check: { keys: ["c"], shown: "c", help: "difference quotients beside the gradients", act: () => byKind({ lines: () => store.set({ checking: !store.get().checking }) }) },
};
lines.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const { checked } = store.get();
  if (checked && progressOf(checked).isDone) onward.move(1);
  else hint();
});
const clicks = clickerActions((by) => hasNext(store.get(), stagesOf(store.get().listing), by), (by) => byKind({ sheet: () => go(by), blanks: () => blanks.step(by) }), onward.move, playlist.onward);
top.listen(allActions(others, clicks, onward.actions, top.presenting, playlist.actions, speaker, top.closing));

const link = await readLink(location.hash);
if (link.version === null) open(first?.id ?? "", chosenOf(first?.id ?? ""));
else await follow(link);
