// The classifier page, put together: its modes, what they share, and what tells of the updates.

import { makeAddressBar } from "./link/address_bar.js";
import { arrive } from "./link/arriving.js";
import { learnBounds } from "./link/bounds.js";
import { allActions } from "./page/actions.js";
import { mountBar } from "./page/bar.js";
import { mountPaceChooser } from "./page/pace_chooser.js";
import { showNote } from "./page/note.js";
import { part } from "./page/part.js";
import { mountParts } from "./page/parts.js";
import { showProblem } from "./page/problem.js";
import { mountStage } from "./page/stage.js";
import { makeStore } from "./page/store.js";
import { pressTab, showOpen } from "./page/tabs.js";
import { mountVersion } from "./page/version.js";
import { Course } from "./classifier/course.js";
import { mountFoot } from "./classifier/foot.js";
import { makeHistory } from "./classifier/history.js";
import { mountImages } from "./classifier/images.js";
import { complete, readLink } from "./classifier/link.js";
import { mountNumbers } from "./classifier/numbers_view.js";
import { mountOne } from "./classifier/one_view.js";
import { mountPlane } from "./classifier/plane_view.js";
import { playerActions } from "./classifier/player.js";
import { makeRuns } from "./classifier/runs.js";
import { mountSettings } from "./classifier/settings.js";
import { addressOf, mountSharing } from "./classifier/sharing.js";
import { mountStages, stageActions } from "./classifier/stages_view.js";
import { CHOSEN, chosenIn, chosenOf, stateOf } from "./classifier/state.js";
import { summaryOf } from "./classifier/told.js";
import { mountWeights } from "./classifier/weights_view.js";
import { mountPlaylist } from "./playlist/onward.js";
import { mountSpeaker, ofRun } from "./speaker/stage.js";
import { mountPlayer } from "./updates/buttons.js";
import { PACES, paceAt } from "./updates/paces.js";

/** @typedef {import("./classifier/types.js").Chosen} Chosen */
/** @typedef {import("./classifier/types.js").ModeName} ModeName */

/** @type {import("./classifier/types.js").Choices} */
const choices = JSON.parse(part("page", HTMLElement).dataset["choices"] ?? "{}");
learnBounds(JSON.parse(part("page", HTMLElement).dataset["bounds"] ?? "null")); // of the graphs that it opens
const chooser = part("preset", HTMLSelectElement);
const note = part("note", HTMLDetailsElement);
const page = part("page", HTMLElement);

const first = choices.presets.find(({ id }) => id === chooser.value) ?? choices.presets[0];
const store = makeStore(stateOf(first?.id ?? "", first ? chosenOf(first) : CHOSEN));
const top = mountBar(store);
const playlist = mountPlaylist(part("bar", HTMLElement));

/** What the page's preset stands for, so that a link tells only what is different. @type {Partial<Chosen>} */
let base = first ? chosenOf(first) : {};

// -- the modes --------------------------------------------------------------------------------------

const course = new Course(store);
const runs = makeRuns(store, course);
const images = mountImages(part("mode-images", HTMLElement), store, choices);
/** @type {Record<ModeName, import("./classifier/types.js").Mode>} */
const modes = {
  one: mountOne(part("mode-one", HTMLElement), store, runs),
  plane: mountPlane(part("mode-plane", HTMLElement), store, runs),
  images,
};
const playing = playlist.clicked(playerActions(store, () => modes[store.get().mode].runs), {
  isBegun: () => store.get().made > 0,
  isRunning: () => store.get().playing,
  run: () => modes[store.get().mode].runs.toggle(),
  stop: () => modes[store.get().mode].runs.toggle(),
});
mountPlayer(part("run-buttons", HTMLElement), store, playing);

const tabs = /** @type {const} */ (["one", "plane", "images"]).map((name) => ({ name, tab: part(`tab-${name}`, HTMLElement), body: part(`mode-${name}`, HTMLElement) }));
for (const { name, tab } of tabs) {
  tab.addEventListener("click", () => turnTo(name));
  tab.addEventListener("keydown", (event) => {
    const next = pressTab(tabs, event);
    if (next) turnTo(next.name);
  });
}
store.watch(["mode"], ({ mode }) => {
  page.dataset["mode"] = mode;
  showOpen(tabs, mode);
  for (const { name } of tabs) modes[name].show(name === mode);
});

/** Another mode opens with its first preset. @param {ModeName} mode */
function turnTo(mode) {
  if (mode !== store.get().mode) open(choices.presets.find((one) => one.mode === mode)?.id ?? "", { mode });
}

mountSettings(part("settings", HTMLElement), store, choices);
mountStages(part("stages", HTMLElement), store, choices);
mountWeights(part("weights", HTMLElement), store, runs);
mountFoot(part("foot", HTMLElement), store, runs.go);
mountNumbers(part("desk", HTMLElement), store);
const past = makeHistory(store);
const showPace = mountPaceChooser(part("pace", HTMLElement), PACES.map((pace) => `${pace} update${pace === 1 ? "" : "s"}/s`), playing, (k) => store.set({ pace: PACES[k] ?? 10 }));
store.watch(["pace"], ({ pace }) => showPace(paceAt(pace)));
mountParts(part("parts", HTMLElement), page, [["stages", "Stages"], ["weights", "Weights"], ["settings", "Settings"]]);

// A screen reader hears how it stands when it rests.
store.watch(["moment", "playing"], (state) => {
  if (!state.playing) part("summary", HTMLElement).textContent = summaryOf(state);
});
store.watch(["scores", "labels", "mode"], ({ scores, labels, mode }) => page.classList.toggle("single", mode === "one" && scores === null && labels.length === 1)); // so all of it has room
store.watch(["problem"], ({ problem }) => showProblem(part("problem", HTMLElement), part("problem-template", HTMLTemplateElement), problem));
mountVersion(part("version", HTMLElement));

// -- examples and links -----------------------------------------------------------------------------

/** @param {string} id of a preset; none is one's own setting @param {Partial<Chosen>} [change] what is different from it */
function open(id, change = {}) {
  const preset = choices.presets.find((one) => one.id === id);
  const start = preset ? chosenOf(preset) : CHOSEN;
  base = preset ? start : {};
  chooser.value = preset?.id ?? "";
  showNote(note, preset, "Set the numbers, choose a loss, and take a step.");
  const { presenting: before } = store.get();
  store.set({ ...stateOf(preset?.id ?? "", { ...start, ...change }), presenting: before });
  void course.begin();
}

/** @param {Awaited<ReturnType<typeof readLink>>} link */
function follow(link) {
  const { preset, isPresented, chosen } = arrive(link, choices.presets, part("told", HTMLElement));
  open(preset, preset ? chosen : chosenIn({ ...store.get(), ...complete(chosen) }));
  if (isPresented) store.set({ presenting: true });
}

store.watch(["preset"], ({ preset }) => {
  chooser.value = preset;
  if (!preset) base = {}; // a link has to tell all of it now
});
chooser.addEventListener("change", () => open(chooser.value, chooser.value ? {} : chosenIn(store.get())));
const bar = makeAddressBar({ link: () => addressOf(store.get(), base), read: (url) => readLink(url.hash), go: follow });
const LINKED = /** @type {(keyof import("./classifier/types.js").State)[]} */ ([...Object.keys(CHOSEN), "preset", "presenting", "playing"]);
store.subscribe((now, before) => {
  if (!now.playing && LINKED.some((name) => !Object.is(now[name], before[name]))) bar.writeSoon();
});
mountSharing({ share: part("share", HTMLElement), away: { list: part("downloads", HTMLElement), close: top.menu.close }, graph: part("see-graph", HTMLButtonElement) }, store, () => base, images.values);

// -- keys -------------------------------------------------------------------------------------------

mountStage(part("desk", HTMLElement));

const sides = { weights: { keys: ["w"], shown: "w", label: "Weights", help: "while presenting, the weights in place of the stages, and back", act: () => (page.dataset["side"] = page.dataset["side"] === "weights" ? "stages" : "weights") } };
const undoing = {
  undo: { keys: ["Ctrl+z"], shown: "Ctrl+Z", label: "Undo", help: "undo", act: past.undo },
  redo: { keys: ["Ctrl+Shift+z", "Ctrl+y"], shown: "Ctrl+Shift+Z", label: "Redo", help: "redo", act: past.redo },
};
const speaker = mountSpeaker(ofRun(chooser, note, () => summaryOf(store.get()), (changed) => store.watch(["moment", "playing", "preset"], changed)));
top.listen(allActions(playing, stageActions(store), sides, undoing, top.presenting, playlist.actions, speaker, top.closing));

const link = await readLink(location.hash);
if (link.version === null) open(first?.id ?? "");
else follow(link);
