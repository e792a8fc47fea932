// The graph page, put together: a store, the views on it, and what asks the server.

import { appearanceOf, mountAddress } from "./address.js";
import { mountDecimals } from "./decimals.js";
import { makeEditor } from "./editor.js";
import { mountGroups } from "./groups.js";
import { listenForKeys, writeHelp } from "./keys.js";
import { mountProgramLines } from "./program_lines.js";
import { mountHistory } from "./history.js";
import { mountLeaves, mountWriting } from "./leaves.js";
import { mountMinimap } from "./minimap.js";
import { mountModes } from "./modes.js";
import { mountOpening } from "./opening.js";
import { DIGITS } from "./numbers.js";
import { makePicture } from "./picture.js";
import { PANEL_STATE, mountPanels } from "./panels/panels.js";
import { mountPlayer } from "./player.js";
import { mountPredict } from "./predict_view.js";
import { part } from "./part.js";
import { mountPresenting } from "./presenting.js";
import { showProblem } from "./problem.js";
import { mountRetracing } from "./retrace.js";
import { mountShare } from "./share.js";
import { mountStepCard } from "./step_card.js";
import { makeStore } from "./store.js";
import { stepOfEdge, stepOfNode } from "./timeline.js";
import { mountTimeline, timelineActions } from "./timeline_view.js";
import { mountWalk } from "./walk.js";

/**
 * Fetch what a first visit does without when it is first wanted.
 * @param {(state: Readonly<import("./types.js").State>) => boolean} wanted
 * @param {() => Promise<void>} mount
 */
function whenFirst(wanted, mount) {
  const stop = store.subscribe((state) => {
    if (!wanted(state)) return;
    stop();
    mount();
  });
}

const area = part("program", HTMLTextAreaElement);
const detail = part("detail", HTMLSelectElement);
const frame = part("picture", HTMLElement);
const help = part("help", HTMLDialogElement);

/** What the example that the server rendered brings along. */
const start = JSON.parse(part("page", HTMLElement).dataset["start"] ?? "{}");

/** @type {import("./types.js").State} */
const initial = {
  program: area.value,
  values: {},
  detail: detail.value,
  closed: [],
  opened: [],
  mode: "reverse",
  wrt: null,
  seed: null,
  output: null,
  trace: null,
  problem: null,
  step: Infinity,
  playing: false,
  speed: 1,
  digits: DIGITS,
  selected: null,
  presenting: false,
  predicting: false,
  guesses: {},
  asked: null,
  example: part("example", HTMLSelectElement).value,
  theme: null,
  palette: null,
  hidden: [],
  embed: false,
  ...PANEL_STATE,
  panel: "table",
  gesture: null,
  nudge: null,
  ...start,
};
const store = makeStore(initial);
const editor = makeEditor(area, part("gutter", HTMLElement), part("backdrop", HTMLElement));
const picture = makePicture(frame);
const player = mountPlayer(picture, store);
const tracing = mountRetracing(store, picture, player);
const timeline = timelineActions(store);
const opening = mountOpening(
  store,
  tracing,
  { chooser: part("example", HTMLSelectElement), note: part("note", HTMLElement), status: part("status", HTMLElement) },
  { program: area.value, detail: detail.value, ...start },
);
const presenting = mountPresenting(part("blank", HTMLElement), store);

mountTimeline(part("timeline", HTMLElement), store, timeline);
mountStepCard(part("step-card", HTMLElement), store);
mountModes(part("modes", HTMLElement), store);
const decimals = mountDecimals(part("digits", HTMLSelectElement), store);
mountMinimap(part("minimap", HTMLCanvasElement), frame);
mountPanels(part("panels", HTMLElement), store);
whenFirst(({ selected }) => selected !== null, async () => {
  (await import("./inspector.js")).mountInspector(part("inspector", HTMLElement), store);
});
const nudging = part("nudging", HTMLDetailsElement);
nudging.addEventListener("toggle", async () => {
  (await import("./nudge.js")).mountNudge(part("nudge", HTMLElement), store);
}, { once: true });
mountLeaves(frame, store);
mountWriting(part("write-values", HTMLButtonElement), store);
mountShare(part("share", HTMLElement), store, { base: opening.base });
mountPredict(part("predict", HTMLElement), store, frame);
mountProgramLines(area, editor, picture, store);
const groups = mountGroups(frame, store, picture, part("groups", HTMLDetailsElement), part("groups-told", HTMLElement));

const walking = mountWalk(frame, store, picture, { go: timeline.go, toggle: groups.toggle });

document.querySelector(".table-frame")?.remove(); // the table panel takes its place

// -- what the state shows ---------------------------------------------------------------------------

store.watch(["problem"], ({ problem }) => {
  editor.mark(problem);
  document.body.classList.toggle("stale", problem !== null);
  showProblem(part("problem", HTMLElement), part("problem-template", HTMLTemplateElement), problem);
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
store.watch(["program"], ({ program }) => {
  if (editor.text !== program) editor.text = program;
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
store.watch(["presenting"], ({ presenting: large }) => {
  part("present", HTMLButtonElement).textContent = large ? "Leave" : "Present";
});
new ResizeObserver(() => player.follow()).observe(frame);
store.watch(["embed", "predicting", "hidden"], ({ embed, predicting, hidden }) => {
  document.body.classList.toggle("embedded", embed);
  document.body.classList.toggle("predicting", predicting);
  for (const id of hidden) document.getElementById(id)?.setAttribute("hidden", "");
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

frame.addEventListener("click", (event) => {
  const { trace } = store.get();
  const hit = /** @type {Element} */ (event.target).closest("[data-node], [data-edge]");
  if (!trace || !hit) return;
  const node = hit.getAttribute("data-node");
  if (node === null) timeline.go(stepOfEdge(trace, Number(hit.getAttribute("data-edge"))));
  else {
    store.set({ selected: Number(node) });
    timeline.go(stepOfNode(trace, Number(node)));
  }
});

/** A row of the help for what another part listens for. @param {string} shown @param {string} does */
const elsewhere = (shown, does) => ({ keys: [], shown, does, act: () => {}, here: /** @type {const} */ (true) });

/** @type {import("./keys.js").Binding[]} */
const bindings = [
  { keys: ["ArrowRight", "PageDown"], shown: "→ PageDown", does: "one step on", act: timeline.next },
  { keys: ["ArrowLeft", "PageUp"], shown: "← PageUp", does: "one step back", act: timeline.back },
  { keys: [" "], shown: "Space", does: "play or pause", act: timeline.toggle },
  { keys: ["Home"], shown: "Home", does: "to the start", act: timeline.first },
  { keys: ["End"], shown: "End", does: "to the end", act: timeline.last },
  { keys: ["["], shown: "[", does: "slower", act: () => timeline.faster(-1) },
  { keys: ["]"], shown: "]", does: "faster", act: () => timeline.faster(1) },
  ...presenting.bindings,
  { keys: [">"], shown: ">", does: "more decimals", act: () => decimals.more(1) },
  { keys: ["<"], shown: "<", does: "fewer decimals", act: () => decimals.more(-1) },
  ...walking,
  elsewhere("↑ ↓", "at a number: more, less; with Shift finer, with Alt coarser"),
  elsewhere("Ctrl+Z", "undo, with Shift redo"),
  elsewhere("Esc", "close what is open, take a drag back"),
  { keys: ["?"], shown: "?", does: "this help", act: () => help.showModal(), here: true },
];
listenForKeys(bindings);
writeHelp(part("keys", HTMLElement), bindings);
part("help-button", HTMLButtonElement).addEventListener("click", () => help.showModal());
part("present", HTMLButtonElement).addEventListener("click", presenting.toggle);
part("zoom-in", HTMLButtonElement).addEventListener("click", () => picture.zoom(1));
part("zoom-out", HTMLButtonElement).addEventListener("click", () => picture.zoom(-1));
part("zoom-fit", HTMLButtonElement).addEventListener("click", () => picture.fit());
part("zoom-whole", HTMLButtonElement).addEventListener("click", () => picture.whole());

// The server drew the picture; the story behind it is still to come.
await opening.begin();
mountHistory(store); // what the page begins with is nothing to undo
mountAddress(store, { base: opening.base, go: opening.follow });
