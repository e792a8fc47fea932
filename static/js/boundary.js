// The lab, put together: one run or several side by side, their views, controls, keys and links.

import { makeAddressBar } from "./address_bar.js";
import { button } from "./build.js";
import { listenForKeys, writeHelp } from "./keys.js";
import { mountBench } from "./lab/bench.js";
import { mountControls } from "./lab/controls.js";
import { complete, readLink } from "./lab/link.js";
import { difference, merged } from "./lab/merging.js";
import { addressOf, mountSharing } from "./lab/sharing.js";
import { mountConfigText, mountPointsText } from "./lab/text_panels.js";
import { mountFigures, mountRunButtons, summaryOf } from "./lab/running.js";
import { part } from "./part.js";
import { mountPresenting } from "./presenting.js";
import { showProblem } from "./problem.js";
import { makeStore } from "./store.js";

const SPOKEN = 6000; // ms between two summaries of a run that goes on

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
mountPointsText(part("controls", HTMLElement), bench.store, bench.actions);
mountConfigText(part("controls", HTMLElement), bench.store, bench.actions);

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

/** What the run started from, so that a link tells only what is different. */
let page = { preset: "", start: /** @type {object} */ (choices.config), presenting: false };

/**
 * @param {string} id of a preset; none is one's own configuration
 * @param {object} [change] what is different from it
 * @param {readonly { title: string, config: object }[]} [beside]
 */
function open(id, change = {}, beside = []) {
  const preset = choices.presets.find((one) => one.id === id);
  chooser.value = preset?.id ?? "";
  note.hidden = !preset;
  const [text, source] = note.querySelectorAll("p");
  if (text) text.textContent = preset?.note ?? "";
  if (source) source.textContent = preset?.source.join("; ") ?? "";
  const start = wholeLayers(merged(choices.config, preset?.config ?? {}));
  page = { ...page, preset: preset?.id ?? "", start };
  bench.open(merged(start, change), preset ? preset.compare : beside);
}

/** A configuration whose layers say everything, as the server's do. @param {any} config */
function wholeLayers(config) {
  const { units: _, ...rest } = choices.config.layers[0] ?? { units: 0 };
  return { ...config, layers: config.layers.map((/** @type {object} */ layer) => ({ ...rest, ...layer })) };
}

/** What is wrong with the name of an example. @param {string} id */
const unknown = (id) => (id === "" || choices.presets.some((one) => one.id === id) ? [] : [`There is no example “${id}”.`]);

/** Begin with the link, or with the choice that the server was asked for. */
async function begin() {
  const link = await readLink(location.hash);
  if (link.version !== null) return follow(link);
  open(chooser.value);
  bench.store.set({ told: unknown(new URL(location.href).searchParams.get("preset") ?? "").join("") });
}

/** @param {Awaited<ReturnType<typeof readLink>>} link */
async function follow({ found, problems }) {
  const link = complete(found);
  problems.push(...unknown(link.preset));
  open(link.preset, link.config, link.beside);
  bench.store.set({ discretize: link.discretize, showTest: link.showTest });
  for (const name of /** @type {const} */ (["theme", "palette"])) {
    if (link[name]) document.documentElement.dataset[name] = link[name] ?? "";
  }
  document.body.classList.toggle("embedded", link.embed);
  if (link.presenting) screen.set({ presenting: true });
  await bench.goOn(link.update);
  if (problems.length) bench.store.set({ told: problems.join(" ") });
}

screen.watch(["presenting"], ({ presenting: on }) => (page = { ...page, presenting: on }));
chooser.addEventListener("change", () => open(chooser.value));
mountSharing(part("share", HTMLElement), bench, () => page);
const besides = part("beside", HTMLElement);
const copyBeside = button("Set beside", bench.setBeside, { title: "The same configuration beside it, to be changed: up to four, begun anew and trained in step" });
const alone = button("Only one", () => bench.store.get().config && open("", difference(bench.store.get().config ?? {}, choices.config)));
besides.replaceChildren(copyBeside, alone);
bench.store.watch(["config", "grid"], () => {
  copyBeside.disabled = !bench.hasRoom();
  alone.hidden = bench.beside().length === 0;
});

// The address is that of the state, written when the run rests.
const bar = makeAddressBar({ link: () => addressOf(bench, page), read: readLink, go: follow });
bench.store.watch(["config", "running", "frame", "discretize", "showTest"], ({ running, config }) => {
  if (running || !config) bar.wait();
  else bar.writeSoon();
});

// -- keys -------------------------------------------------------------------------------------------

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
  ...presenting.bindings,
  { keys: ["?"], shown: "?", does: "this help", act: () => help.showModal() },
];
listenForKeys(bindings);
writeHelp(part("keys", HTMLElement), bindings);
part("help-button", HTMLButtonElement).addEventListener("click", () => help.showModal());
part("present", HTMLButtonElement).addEventListener("click", presenting.toggle);

await begin();
