// The graph page, put together: a store, the views on it, and what asks the server.

import { appearanceOf, mountAddress } from "./link/address.js";
import { learnBounds } from "./link/bounds.js";
import { hideControls } from "./link/controls.js";
import { cellActions } from "./picture/cell_actions.js";
import { mountConnection } from "./page/connection.js";
import { mountDecimals } from "./controls/decimals.js";
import { mountLayerNames } from "./controls/layer_names.js";
import { button, make } from "./page/build.js";
import { Editor } from "./program/editor.js";
import { mountFolding } from "./page/folding.js";
import { mountGroups } from "./picture/groups.js";
import { mountInviting } from "./page/inviting.js";
import { keep, readKept } from "./program/keeping.js";
import { allActions, allowButtons, bindButton } from "./page/actions.js";
import { mountBar } from "./page/bar.js";
import { mountProgramLines } from "./program/program_lines.js";
import { historyActions, mountHistory } from "./program/history.js";
import { mountLeaves } from "./picture/leaves.js";
import { mountLiveText } from "./program/live_text.js";
import { mountMending } from "./program/mending_view.js";
import { marksLater } from "./picture/marks_later.js";
import { mountMinimap } from "./picture/minimap.js";
import { mountSamples } from "./controls/samples.js";
import { mountModes } from "./controls/modes.js";
import { mountOpening } from "./program/opening.js";
import { INITIAL } from "./trace/state.js";
import { makePicture } from "./picture/picture.js";
import { amended } from "./program/positions.js";
import { mountPanels } from "./panels/panels.js";
import { mountPlayer } from "./picture/player.js";
import { mountPlaylist } from "./playlist/onward.js";
import { predictActions } from "./predict/actions.js";
import { followStory } from "./predict/following.js";
import { part } from "./page/part.js";
import { pressed } from "./predict/press.js";
import { pressingActions } from "./controls/pressing.js";
import { mountPrinting } from "./program/printing.js";
import { showProblem } from "./page/problem.js";
import { Refit } from "./picture/refit.js";
import { mountRetracing } from "./program/retrace.js";
import { mountSpeaker } from "./speaker/stage.js";
import { mountShapes } from "./controls/shapes.js";
import { mountShare } from "./link/share.js";
import { mountStepCard } from "./controls/step_card.js";
import { mountStage, toStage } from "./page/stage.js";
import { styled } from "./page/styled.js";
import { makeStore } from "./page/store.js";
import { learnLater } from "./controls/learn_later.js";
import { whatIfLater } from "./controls/what_if_later.js";
import { timelineActions } from "./controls/timeline.js";
import { mountTimeline } from "./controls/timeline_view.js";
import { mountTouching } from "./picture/touching.js";
import { loaded, mountVersion } from "./page/version.js";
import { mountWaking } from "./page/waking.js";
import { mountUndoKeys } from "./program/undo_keys.js";
import { mountWalk } from "./inspector/walk_view.js";
import { zoomLater } from "./network/zoom_later.js";

const area = part("program", HTMLTextAreaElement);
const detail = part("detail", HTMLSelectElement);
const frame = part("picture", HTMLElement);

learnBounds(JSON.parse(part("page", HTMLElement).dataset["bounds"] ?? "null"));

/** What the example that the server rendered brings along. */
const start = JSON.parse(part("page", HTMLElement).dataset["start"] ?? "{}");

/** @type {import("./trace/types.js").State} */
const initial = {
  ...INITIAL,
  program: area.value,
  detail: detail.value,
  behind: frame.querySelector("svg") === null,
  example: part("example", HTMLSelectElement).value,
  ...start,
};
const store = makeStore(initial);
mountStage(frame);
const editor = new Editor(area, part("gutter", HTMLElement), part("backdrop", HTMLElement));
const picture = makePicture(frame);
const player = mountPlayer(picture, store);
const refit = new Refit(frame, store, picture, player);
const tracing = mountRetracing(store, picture, player, refit);
const playlist = mountPlaylist(part("bar", HTMLElement));
const timeline = inPlaylist(timelineActions(store));
const opening = mountOpening(
  store,
  tracing,
  { chooser: part("example", HTMLSelectElement), note: part("note", HTMLElement), status: part("status", HTMLElement) },
  { program: area.defaultValue, detail: detail.value, ...start },
);
const bar = mountBar(store, {
  more: "more: mode, seed, decimals, colours, zoom, what can be taken away",
  leaves: "leave a field, close what is open, take a drag back, leave the presentation",
  escape: (leave) => store.get().panel === null && leave(), // what is open is closed first, by those who opened it
});
const folding = mountFolding({ fold: part("fold", HTMLButtonElement), graph: part("view-graph", HTMLButtonElement), area }, store);

mountTimeline(part("timeline", HTMLElement), store, timeline);
const card = mountStepCard(part("step-card", HTMLElement), store, frame);
mountModes(part("modes", HTMLElement), store);
const choices = part("pressing", HTMLElement);
part("more", HTMLDetailsElement).addEventListener("toggle", () => {
  if (choices.childElementCount === 0) loaded(() => import("./controls/pressing_view.js")).then((view) => view.mountPressing(choices, store), () => {});
});
const samples = mountSamples(part("modes", HTMLElement), store);
const decimals = mountDecimals(part("digits", HTMLSelectElement), store);
const layerNames = mountLayerNames(part("layer-names", HTMLInputElement), store);
/** The inspector, and what shows shapes. */
const inspecting = async () => {
  await styled("inspector");
  return (await loaded(() => import("./inspector/later.js"))).later;
};
const shapes = mountShapes(part("shapes", HTMLInputElement), store, () => void inspecting().then((view) => view.showShapes(player, card), () => {}));
mountMinimap(part("minimap", HTMLCanvasElement), frame, picture);
const learning = learnLater(store, () => loaded(() => import("./learn/later.js")).then((view) => view.mountLearning(store, player, card, frame)));
const compared = () => loaded(() => import("./panels/promised.js")).then((view) => view.promised);
// A first visit does without what the panels show. Where the server has another version of it, the page says so.
const panels = mountPanels(part("panels", HTMLElement), part("panels-button", HTMLButtonElement), store, {
  async inspect() {
    const { mountInspector } = await inspecting();
    return (body) => mountInspector(body, store, frame, picture);
  },
  async nudge() {
    await styled("inspector");
    const mount = (await compared()).mountNudge;
    return (body) => mount(body, store, frame, picture);
  },
  async derive() {
    await styled("chain");
    const mount = (await loaded(() => import("./panels/chain_view.js"))).mountChain;
    return (body) => mount(body, store, frame, picture);
  },
  async palette() {
    await styled("palette");
    const mount = (await loaded(() => import("./panels/palette_view.js"))).mountPalette;
    return (body) => mount(body, store, { frame, area });
  },
  async network() {
    await styled("network");
    const mount = (await loaded(() => import("./panels/network_view.js"))).mountNetwork;
    return (body) => mount(body, store, { write: (program) => opening.own(program) });
  },
  learn: learning.panel,
  async note() {
    return (body) => body.append(part("note", HTMLElement), make("p", { class: "panel-note" }, "There is no note: this program is your own."));
  },
});
mountTouching(frame, picture);
mountInviting(part("timeline", HTMLElement), store);
mountWaking(store);
/** A story that goes round and round has been understood after so many updates; Play still goes on. */
const ROUNDS = 2;

/**
 * The timeline of an item of a playlist: from its last step to the next item, from its first one to the item before.
 * @param {import("./controls/timeline.js").TimelineActions} its
 * @returns {import("./controls/timeline.js").TimelineActions}
 */
function inPlaylist(its) {
  const { next, back } = its.moving;
  function isOver() {
    const { trace, behind, step, run } = store.get();
    if (trace === null || behind) return false;
    return !next.allowed() || ((run?.made ?? 0) >= ROUNDS && step >= trace.steps.length);
  }
  const isFirst = () => store.get().trace !== null && !back.allowed();
  return { ...its, moving: { ...its.moving, next: playlist.onward(next, isOver, 1), back: playlist.onward(back, isFirst, -1) } };
}

const speaker = mountSpeaker({
  tell() {
    const state = store.get();
    const [next, { selectedOptions: [option] }, { children: [note] }] = [pressed(state), part("example", HTMLSelectElement), part("note", HTMLElement)];
    return {
      example: option?.text ?? "",
      place: part("timeline", HTMLElement).querySelector(".place")?.textContent ?? "",
      now: card.saying(state),
      coming: next ? card.saying({ ...state, ...next }) : "",
      note: state.example ? (note?.textContent ?? "") : "",
    };
  },
  watch: (changed) => store.watch(["trace", "step", "by", "predicting", "guesses", "asked", "why", "next", "example"], changed),
});

/** What helps with the program, once somebody turns to it. */
function aid() {
  for (const turned of ["focus", "pointerenter"]) area.removeEventListener(turned, aid);
  loaded(() => import("./program/aids.js")).then((view) => view.mountAids(editor, store, tracing), () => {});
}
for (const turned of ["focus", "pointerenter"]) area.addEventListener(turned, aid);
for (const turned of ["focusin", "pointerenter"]) {
  frame.addEventListener(turned, () => loaded(() => import("./inspector/loss_tip_view.js")).then((view) => view.mountLossTip(frame, store), () => {}), { once: true });
}
store.when(({ sample }) => sample !== null, () => {
  loaded(() => import("./picture/later.js")).then(({ later }) => later.mountSample(frame, store, picture), () => {});
});
mountLeaves(frame, store, picture);
whatIfLater(store, () => compared().then((view) => view.mountWhatIf(frame, store, picture)));
const cells = cellActions(() => loaded(() => import("./picture/later.js")).then(({ later }) => later.mountCells(frame, store, picture)), frame);
mountLiveText(editor, store, part("outside", HTMLElement), part("write-values", HTMLButtonElement));
mountShare(part("share", HTMLElement), { list: part("downloads", HTMLElement), close: bar.menu.close }, store, { base: opening.base });
const predicting = predictActions(store);
const predictButton = bindButton(part("predict-button", HTMLButtonElement), predicting.predict);
store.watch(["predicting"], (state) => predictButton.setAttribute("aria-pressed", String(state.predicting)));
followStory(store);
store.when((state) => state.predicting, () => loaded(() => import("./predict/predict_view.js")).then((view) => view.mountPredict(part("predict", HTMLElement), store, frame, picture), () => {}));
/** What is lit elsewhere while a neuron is pointed at. @param {import("./network/lighting.js").Spot | null} spot */
function light(spot) {
  lines(spot?.line ?? 0);
  if (!frame.matches(":hover")) cells.point(spot?.node ?? null, spot?.element ?? 0); // else the pointer lights its own
}
const zoomThrough = zoomLater(store, async () => {
  await styled("network");
  return loaded(() => import("./network/zoom_view.js")).then((view) => view.mountZoom(frame, store, picture, light));
});
const lines = mountProgramLines(area, editor, picture, store);
const marks = marksLater(frame, part("mark", HTMLButtonElement), () => loaded(() => import("./picture/marks_view.js")).then((view) => view.mountMarks(frame, part("step-card", HTMLElement), store, picture)));
part("mark", HTMLButtonElement).addEventListener("click", () => bar.menu.close(true));
const groups = mountGroups(frame, store, picture, part("groups", HTMLDetailsElement), part("groups-told", HTMLElement));

const walking = mountWalk(frame, store, picture, { go: timeline.go, toggle: groups.toggle, open: groups.open });

mountConnection(part("connection", HTMLElement));
mountVersion(part("status", HTMLElement));
mountPrinting(part("printed", HTMLElement), store, () => editor.text);
document.querySelector(".table-frame")?.remove(); // the table panel takes its place

const modelPage = { own: opening.own, place: part("problem", HTMLElement) };
/** @param {string | File} model a printout, or a file that is dropped */
function readModel(model) {
  loaded(() => import("./program/models_view.js")).then((view) => view.readModel(model, modelPage), () => {});
}
document.addEventListener("dragover", (event) => {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return; // a text goes where it was dropped
  event.preventDefault();
  readModel(file);
});

/** The question goes with its answer. */
function openAsBlocks() {
  toStage();
  store.set({ detail: "blocks", closed: [], opened: [] });
}

/** A button that does what a hint says, where that is certain. @param {NonNullable<import("./trace/types.js").State["problem"]>} problem */
function remedyOf(problem) {
  if ((problem.status ?? 0) >= 500) return button("Try again", () => void tracing.now(), { class: "remedy" });
  if (problem.type?.endsWith("/printed-model")) return button("Read it as a program", () => readModel(store.get().program), { class: "remedy" });
  if (problem.asBlocks) return button("Open as blocks", openAsBlocks, { class: "remedy" });
  if (amended(store.get().program, problem) === null) return null;
  return button("Do it", () => {
    const { program, problem: now } = store.get();
    const written = now === problem ? amended(program, problem) : null;
    if (written === null) return;
    area.focus();
    store.set({ program: written, gesture: `hint ${problem.detail}` }); // one step to undo, however quick
    store.set({ gesture: null });
  }, { class: "remedy" });
}

// -- what the state shows ---------------------------------------------------------------------------

mountMending(editor, store, tracing, part("behind", HTMLElement), (problem) => {
  showProblem(part("problem", HTMLElement), part("problem-template", HTMLTemplateElement), problem, problem && remedyOf(problem));
});
store.subscribe(({ trace }, before) => {
  if (!trace || trace === before.trace) return;
  document.body.dataset["mode"] = trace.mode;
  const items = trace.warnings.map(({ message }) => {
    const item = document.createElement("li");
    item.textContent = message;
    return item;
  });
  part("warnings", HTMLElement).replaceChildren(...items);
});
store.watch(["theme", "palette"], ({ theme, palette }) => {
  const chosen = Object.entries({ theme, palette }).filter(([, value]) => value !== null);
  for (const [name, value] of chosen) {
    document.documentElement.dataset[name] = value ?? "";
    const on = value === "dark" || value === "colourblind";
    document.querySelector(`[data-appearance="${name}"]`)?.setAttribute("aria-pressed", String(on));
  }
});
// The buttons in the bar choose without the store; the address is to know of it.
new MutationObserver(() => store.set(appearanceOf({ theme: null, palette: null }))).observe(
  document.documentElement,
  { attributeFilter: ["data-theme", "data-palette"] },
);
let sizes = { stage: "", height: 0 };
new ResizeObserver(() => {
  const { selected } = store.get();
  const { clientWidth, clientHeight } = frame.parentElement ?? frame;
  const [before, lost] = [sizes.stage, sizes.height - frame.clientHeight];
  sizes = { stage: `${clientWidth} ${clientHeight}`, height: frame.clientHeight };
  if (selected === null && before === sizes.stage) { // the map has come, or gone: how near one looks is the reader's choice
    if (player.sees(lost)) player.see();
  } else if (selected === null) player.follow();
  else picture.follow(picture.node(selected));
}).observe(frame);
store.watch(["hidden"], ({ hidden }) => hideControls(hidden));
store.watch(["embed", "predicting"], ({ embed, predicting }) => {
  document.body.classList.toggle("embedded", embed);
  document.body.classList.toggle("predicting", predicting);
});
store.watch(["detail"], (state) => {
  detail.value = state.detail;
});

// -- what the reader does ---------------------------------------------------------------------------

area.addEventListener("input", () => opening.own(editor.text));
detail.addEventListener("change", () => store.set({ detail: detail.value }));
part("program-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  tracing.now();
});

/** @type {ReturnType<typeof mountHistory> | null} */
let past = null;
const undoing = historyActions(() => past);
mountUndoKeys(editor, undoing);
const actions = allActions(
  timeline.moving,
  predicting,
  timeline.pacing,
  pressingActions(store),
  bar.presenting,
  folding,
  panels,
  decimals,
  layerNames,
  zoomThrough,
  shapes,
  walking,
  marks,
  cells.actions,
  samples,
  // The numbers listen for their own.
  { number: { keys: [], shown: "↑ ↓", help: "at a number: more, less; with Shift finer, with Alt coarser", act: () => {}, here: true } },
  // The program listens for its own.
  {
    textNumber: { keys: [], shown: "Alt+↑ Alt+↓", help: "in the program, at a number: more, less; with Shift finer", act: () => {}, here: true },
    names: { keys: [], shown: "Ctrl+Space", help: "in the program: what could stand here", act: () => {}, here: true },
  },
  learning.actions,
  playlist.actions,
  speaker,
  undoing,
  bar.closing,
);
bar.listen(actions);
const undoButtons = /** @type {const} */ ([
  [bindButton(part("undo", HTMLButtonElement), undoing.undo), undoing.undo],
  [bindButton(part("redo", HTMLButtonElement), undoing.redo), undoing.redo],
]);
part("print", HTMLButtonElement).addEventListener("click", () => {
  bar.menu.close(true);
  print();
});
/** Closer or farther; what is spoken of stays in view. @param {number} clicks */
function zoom(clicks) {
  const seen = player.sees();
  picture.zoom(clicks);
  if (seen) player.see();
}
part("zoom-in", HTMLButtonElement).addEventListener("click", () => zoom(1));
part("zoom-out", HTMLButtonElement).addEventListener("click", () => zoom(-1));
part("zoom-fit", HTMLButtonElement).addEventListener("click", () => {
  picture.fit();
  player.follow();
});
part("zoom-whole", HTMLButtonElement).addEventListener("click", () => picture.whole());

// The server drew the picture; the story behind it is still to come, and what is done meanwhile counts.
const kept = readKept();
const from = location.href;
const { story } = await opening.begin(kept?.state ?? null);
past = mountHistory(store, kept?.history); // what the page begins with is nothing to undo
past.watch(() => allowButtons(undoButtons));
mountAddress(store, { base: opening.base, go: opening.follow, from });
await story;
if (parent !== window) loaded(() => import("./link/embedding.js")).then((view) => view.mountEmbedding(store, part("page", HTMLElement), timeline.go), () => {});
keep(store, past.get);
