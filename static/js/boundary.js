// The lab, put together: one run or several side by side, their views, controls, keys and links.

import { listenForKeys, writeHelp } from "./keys.js";
import { mountBench } from "./lab/bench.js";
import { mountControls } from "./lab/controls.js";
import { mountFigures, mountRunButtons, summaryOf } from "./lab/running.js";
import { mountPresenting, resized } from "./presenting.js";
import { showProblem } from "./problem.js";
import { makeStore } from "./store.js";

const SPOKEN = 6000; // ms between two summaries of a run that goes on

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function part(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${id}`);
  return element;
}

/** @type {import("./lab/types.js").Choices} */
const choices = JSON.parse(part("page", HTMLElement).dataset["choices"] ?? "{}");
const help = part("help", HTMLDialogElement);
const chooser = part("preset", HTMLSelectElement);
const note = part("note", HTMLDetailsElement);

const screen = makeStore({ presenting: false });
const presenting = mountPresenting(part("blank", HTMLElement), screen);
const bench = mountBench(part("labs", HTMLElement), part("lab-template", HTMLTemplateElement), choices);

mountRunButtons(part("run-buttons", HTMLElement), bench.store, bench.running);
mountFigures(part("figures", HTMLElement), bench.store);
mountControls(part("controls", HTMLElement), bench.store, bench.actions, choices);

bench.store.watch(["problem"], ({ problem }) => {
  showProblem(part("problem", HTMLElement), part("problem-template", HTMLTemplateElement), problem);
});
bench.store.watch(["told"], ({ told }) => (part("told", HTMLElement).textContent = told));

// A screen reader hears how it stands when the run stops, and now and then while it goes on.
let spoken = -Infinity;
bench.store.watch(["frame", "running"], (state) => {
  const now = performance.now();
  if (state.running && now - spoken < SPOKEN) return;
  spoken = now;
  part("summary", HTMLElement).textContent = summaryOf(state);
});

// -- what is shown ----------------------------------------------------------------------------------

/** @param {string} id of a preset; none is one's own configuration */
function open(id) {
  const preset = choices.presets.find((one) => one.id === id);
  chooser.value = preset?.id ?? "";
  note.hidden = !preset;
  if (!preset) return;
  const [text, source] = note.querySelectorAll("p");
  if (text) text.textContent = preset.note;
  if (source) source.textContent = preset.source.join("; ");
  bench.open(preset.config, preset.compare);
}

chooser.addEventListener("change", () => open(chooser.value));
if (chooser.value) open(chooser.value);
else bench.open({}, []);

// -- keys -------------------------------------------------------------------------------------------

/** @param {number} clicks */
function resize(clicks) {
  const now = Number(document.documentElement.style.getPropertyValue("--size") || 1);
  document.documentElement.style.setProperty("--size", String(resized(now, clicks)));
}

/** @param {string} name @returns {() => void} */
const press = (name) => () => {
  const found = document.querySelector(name);
  if (found instanceof HTMLElement) found.click();
};

const { running } = bench;
/** @type {import("./keys.js").Binding[]} */
const bindings = [
  { keys: ["ArrowRight", "PageDown"], shown: "→ PageDown", does: "one update on", act: () => running.step(1) },
  { keys: ["ArrowLeft", "PageUp"], shown: "← PageUp", does: "one update back", act: running.back },
  { keys: [" "], shown: "Space", does: "run or pause", act: running.toggle },
  { keys: ["Home"], shown: "Home", does: "back to the first weights", act: running.first },
  { keys: ["End"], shown: "End", does: "to the newest moment", act: running.last },
  { keys: ["e"], shown: "e", does: "one epoch on", act: running.epoch },
  { keys: ["s"], shown: "s", does: "slow motion: one update in its stages", act: running.slowly },
  { keys: ["r"], shown: "r", does: "reset to the same first weights", act: running.reset },
  { keys: ["n"], shown: "n", does: "other first weights", act: running.newSeed },
  { keys: [".", "b"], shown: ". b", does: "blank the screen, and back", act: presenting.blank },
  { keys: ["f"], shown: "f", does: "presentation, full screen", act: presenting.toggle },
  { keys: ["d"], shown: "d", does: "dark or light", act: press('[data-appearance="theme"]') },
  { keys: ["+", "="], shown: "+", does: "larger", act: () => resize(1) },
  { keys: ["-"], shown: "-", does: "smaller", act: () => resize(-1) },
  { keys: ["?"], shown: "?", does: "this help", act: () => help.showModal() },
];
listenForKeys(bindings);
writeHelp(part("keys", HTMLElement), bindings);
part("help-button", HTMLButtonElement).addEventListener("click", () => help.showModal());
part("present", HTMLButtonElement).addEventListener("click", presenting.toggle);
