// The descent page, put together: the program, the landscape of its loss, what runs down it, and what tells of that.

import { makeAddressBar } from "./link/address_bar.js";
import { arrive } from "./link/arriving.js";
import { learnBounds } from "./link/bounds.js";
import { allActions, bindButton } from "./page/actions.js";
import { mountBar } from "./page/bar.js";
import { mountPaceChooser } from "./page/pace_chooser.js";
import { showNote } from "./page/note.js";
import { part } from "./page/part.js";
import { mountParts } from "./page/parts.js";
import { showProblem } from "./page/problem.js";
import { mountStage } from "./page/stage.js";
import { makeStore } from "./page/store.js";
import { buildTabs } from "./page/tab_set.js";
import { mountVersion } from "./page/version.js";
import { mountPlaylist } from "./playlist/onward.js";
import { mountSpeaker, ofRun } from "./speaker/stage.js";
import { mountCode } from "./descent/code_view.js";
import { mountCut } from "./descent/cut_view.js";
import { mountEnds } from "./descent/ends_view.js";
import { mountLandscape } from "./descent/landscape_view.js";
import { complete, readLink } from "./descent/link.js";
import { mountLosses } from "./descent/losses_view.js";
import { mountMesh } from "./descent/mesh_view.js";
import { mountFigures, playerActions } from "./descent/player.js";
import { mountAxes, mountLearning, mountSettings } from "./descent/settings_view.js";
import { mountProgram } from "./descent/program_view.js";
import { addressOf, mountSharing } from "./descent/sharing.js";
import { CHOSEN, chosenIn, chosenOf, stateOf } from "./descent/state.js";
import { figuresOf, summaryOf } from "./descent/told.js";
import { mountVarying } from "./descent/varying_view.js";
import { mountWorking } from "./descent/working.js";
import { PACES, paceAt } from "./updates/paces.js";
import { mountPlayer } from "./updates/buttons.js";

/** @typedef {import("./descent/types.js").Chosen} Chosen */

/** @type {import("./descent/types.js").Choices} */
const choices = JSON.parse(part("page", HTMLElement).dataset["choices"] ?? "{}");
learnBounds(JSON.parse(part("page", HTMLElement).dataset["bounds"] ?? "null")); // of the graphs that it opens
const chooser = part("preset", HTMLSelectElement);
const note = part("note", HTMLDetailsElement);
const area = part("program", HTMLTextAreaElement);
const page = part("page", HTMLElement);

const first = choices.presets.find(({ id }) => id === chooser.value) ?? choices.presets[0];
const store = makeStore(stateOf(first?.id ?? "", first ? chosenOf(first) : CHOSEN));
const top = mountBar(store);

const titleOf = (/** @type {string} */ name) => choices.rules.find((rule) => rule.name === name)?.title ?? name;

/** What the page's preset stands for, so that a link tells only what is different. @type {Partial<Chosen>} */
let base = first ? chosenOf(first) : {};

// -- what is seen -----------------------------------------------------------------------------------

const map = part("map", HTMLElement);
mountAxes(part("map-head", HTMLElement), store, { zoom: (factor) => landscape.zoom(factor), fit });
const landscape = mountLandscape(map, store);
const working = mountWorking(store, landscape.size);
landscape.onResized(working.resized);

const playlist = mountPlaylist(part("bar", HTMLElement));
const player = playerActions(store);
const playing = playlist.clicked(player, {
  isBegun: () => store.get().at > 0,
  isRunning: () => store.get().playing,
  run: player.run.act,
  stop: player.end.act,
});
mountPlayer(part("run-buttons", HTMLElement), store, playing);
const showPace = mountPaceChooser(part("pace", HTMLElement), PACES.map((pace) => `${pace} update${pace === 1 ? "" : "s"}/s`), playing, (k) => store.set({ pace: PACES[k] ?? 10 }));
store.watch(["pace"], ({ pace }) => showPace(paceAt(pace)));
mountSettings(part("settings", HTMLElement), store, choices);
mountLearning(part("learning", HTMLElement), store);
mountVarying(part("learning", HTMLElement), store, choices);
mountFigures(part("scrub", HTMLInputElement), part("figures", HTMLElement), store, (state) => figuresOf(state, titleOf));

const sides = buildTabs(part("sides", HTMLElement), "Beside the landscape", [["loss", "Loss"], ["mesh", "3D"], ["cut", "Cut"], ["code", "Code"], ["ends", "Ends"]], (tab) => store.set({ tab }));
mountLosses(sides.bodies.loss, store, titleOf);
mountMesh(sides.bodies.mesh, store);
mountCut(sides.bodies.cut, store);
mountCode(sides.bodies.code, store, choices);
mountEnds(sides.bodies.ends, store);
store.watch(["tab"], ({ tab }) => sides.show(tab));
mountParts(part("parts", HTMLElement), page, [["sides", "Charts"], ["program", "Program"], ["settings", "Settings"]]);

/** The ranges as they were at first. */
function fit() {
  store.set({ ranges: base.ranges && store.get().axes === base.axes ? base.ranges : null });
}

// -- the program ------------------------------------------------------------------------------------

area.addEventListener("input", () => {
  base = {}; // a link has to tell all of it now
  store.set({ program: area.value, preset: "", start: null, at: 0, playing: false });
  chooser.value = "";
});
const showProgram = mountProgram(area, part("backdrop", HTMLElement));
store.watch(["program"], ({ program }) => showProgram(program));
store.watch(["problem"], ({ problem }) => {
  showProblem(part("problem", HTMLElement), part("problem-template", HTMLTemplateElement), problem);
  page.classList.toggle("wrong", problem !== null);
});
mountVersion(part("version", HTMLElement));

// A screen reader hears how it stands when it rests.
store.watch(["runs", "playing", "at"], (state) => {
  if (!state.playing) part("summary", HTMLElement).textContent = summaryOf(state, titleOf);
});

// -- examples and links -----------------------------------------------------------------------------

/** @param {string} id of a preset; none is one's own program @param {Partial<Chosen>} [change] what is different from it */
function open(id, change = {}) {
  const preset = choices.presets.find((one) => one.id === id);
  const start = preset ? chosenOf(preset) : CHOSEN;
  base = preset ? start : {};
  chooser.value = preset?.id ?? "";
  showNote(note, preset, "Write a program; its loss is shown over two of its numbers. Press Play.");
  const { presenting: before } = store.get();
  store.set({ ...stateOf(preset?.id ?? "", { ...start, ...change }), presenting: before });
  void working.read();
}

/** @param {Awaited<ReturnType<typeof readLink>>} link */
function follow(link) {
  const { preset, isPresented, chosen } = arrive(link, choices.presets, part("told", HTMLElement));
  const named = preset || (chosen.program === undefined ? first?.id ?? "" : "");
  open(named, named ? chosen : chosenIn({ ...store.get(), ...complete(chosen) }));
  if (isPresented) store.set({ presenting: true });
}

chooser.addEventListener("change", () => open(chooser.value, chooser.value ? {} : { program: area.value }));
const bar = makeAddressBar({ link: () => addressOf(store.get(), base), read: (url) => readLink(url.hash), go: follow });
const LINKED = /** @type {const} */ (["program", "axes", "ranges", "start", "rules", "rate", "rates", "options", "schedule", "noise", "batch", "seed", "updates", "starts", "whole", "pace", "tab", "preset", "presenting"]);
store.subscribe((now, before) => {
  const isMoved = !now.playing && (now.at !== before.at || before.playing);
  if (now.ground && (isMoved || LINKED.some((name) => !Object.is(now[name], before[name])))) bar.writeSoon();
});
mountSharing({ share: part("share", HTMLElement), away: { list: part("downloads", HTMLElement), close: top.menu.close }, graph: part("see-graph", HTMLButtonElement) }, store, () => base, () => landscape.picture());

// -- the speaker ------------------------------------------------------------------------------------

const speaker = mountSpeaker(ofRun(chooser, note, () => summaryOf(store.get(), titleOf), (changed) => store.watch(["runs", "playing", "at", "preset"], changed)));

// -- keys -------------------------------------------------------------------------------------------

mountStage(part("desk", HTMLElement));

const fold = part("fold", HTMLButtonElement);

/** The program goes, or comes back. */
function turn() {
  fold.setAttribute("aria-pressed", String(!page.classList.toggle("folded")));
}

if (matchMedia("(min-width: 800px) and (max-width: 1099px)").matches) turn(); // there is room for the program or for the charts

const others = {
  program: { keys: ["e"], shown: "e", label: "Program", help: "show the program, or fold it away", act: turn },
  fit: { keys: ["0"], shown: "0", label: "Fit", help: "the landscape as it was at first", act: fit },
};
top.listen(allActions(playing, others, top.presenting, playlist.actions, speaker, top.closing));
bindButton(fold, others.program);

const link = await readLink(location.hash);
if (link.version === null) open(first?.id ?? "");
else follow(link);
