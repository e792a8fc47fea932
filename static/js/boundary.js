// The lab, put together: one run or several side by side, their views, controls, keys and links.

import { makeAddressBar } from "./link/address_bar.js";
import { learnBounds } from "./link/bounds.js";
import { allActions } from "./page/actions.js";
import { mountBar } from "./page/bar.js";
import { Bench } from "./lab/bench.js";
import { anySeed } from "./lab/changes.js";
import { mountBeside } from "./lab/beside.js";
import { mountControls } from "./lab/controls.js";
import { complete, readLink } from "./lab/link.js";
import { difference, merged } from "./lab/merging.js";
import { addressOf, mountSharing } from "./lab/sharing.js";
import { mountOwnData } from "./lab/own_data.js";
import { mountConfigText } from "./lab/text_panels.js";
import { mountCallouts } from "./lab/callouts.js";
import { mountDrawer } from "./lab/drawer.js";
import { Fields } from "./page/fields.js";
import { mountSwitches } from "./lab/lab_views.js";
import { takeDroppedRuns } from "./lab/run_files.js";
import { mountRunButtons } from "./lab/run_buttons.js";
import { mountFigures, summaryOf, trainingActions } from "./lab/running.js";
import { PACES, paceName, stepOf } from "./lab/pace.js";
import { mountClassLinks } from "./lab/class_links.js";
import { mountSettingsBar } from "./lab/settings_bar.js";
import { mountSweep } from "./lab/sweep_view.js";
import { mountCurves } from "./lab/views/curves.js";
import { mountPaceChooser } from "./page/pace_chooser.js";
import { part } from "./page/part.js";
import { mountPlaylist } from "./playlist/onward.js";
import { mountSpeaker, ofRun } from "./speaker/stage.js";
import { mountParts } from "./page/parts.js";
import { showProblem } from "./page/problem.js";
import { mountStage } from "./page/stage.js";
import { makeStore } from "./page/store.js";
import { mountVersion } from "./page/version.js";

const SPOKEN = 6000; // ms between two summaries of a run that goes on

/** @typedef {import("./lab/types.js").Choices} Choices */

/** @type {Choices} */
const choices = JSON.parse(part("page", HTMLElement).dataset["choices"] ?? "{}");
learnBounds(JSON.parse(part("page", HTMLElement).dataset["bounds"] ?? "null")); // of the graphs that it opens
const chooser = part("preset", HTMLSelectElement);
const note = part("note", HTMLDetailsElement);

const screen = makeStore({ presenting: false });
const top = mountBar(screen, { leaves: "leave a field, slow motion, the presentation", escape });
const bench = new Bench({ nets: part("nets", HTMLElement), planes: part("planes", HTMLElement), sides: part("sides", HTMLElement) }, choices);

const playlist = mountPlaylist(part("bar", HTMLElement));
const training = playlist.clicked(trainingActions(bench.store, bench.running, bench.slow), {
  isBegun: () => (bench.store.get().frame?.update ?? 0) > 0,
  isRunning: () => bench.store.get().running,
  run: bench.running.toggle,
  stop: bench.running.toggle,
});
const controls = part("controls", HTMLElement);
const fields = new Fields(controls, () => bench.store.get().config, bench.actions.setConfig);
mountRunButtons({ player: part("run-buttons", HTMLElement), slowly: part("slowly", HTMLButtonElement), more: part("more-buttons", HTMLElement) }, bench.store, training);
const showPace = mountPaceChooser(part("pace", HTMLElement), PACES.map(paceName), training, (k) => bench.running.setPace(PACES[k] ?? null));
bench.store.watch(["pace"], ({ pace }) => showPace(stepOf(pace)));
mountFigures(part("figures", HTMLElement), bench.store);
const curves = mountCurves(part("curves", HTMLElement), bench.store, { ...bench.actions, ...bench.shared }, bench.curves);
const settings = mountSettingsBar(part("settings", HTMLElement), fields, choices, { regenerate, own: () => (drawer.open(), openOwn()) });
const drawer = mountDrawer(controls, settings);
mountControls(controls, fields, choices);
const openOwn = mountOwnData(controls, bench.store, { ...bench.actions, ...bench.shared }, choices);
mountConfigText(controls, bench.store, bench.actions);
const openPart = mountParts(part("parts", HTMLElement), part("page", HTMLElement), [["network", "Network"], ["sides", "Neurons"], ["curves", "Curves"], ["settings", "Settings"]]);
bench.store.watch(["staged"], ({ staged }) => staged && openPart("network")); // where the stages of slow motion are told
mountSwitches(part("switches", HTMLElement), bench.store);
mountCallouts(bench.store);
bench.store.watch(["config"], ({ config }) => {
  if (config) fields.show(config);
});

/** The same kind of data, thrown anew. */
function regenerate() {
  bench.actions.setConfig({ dataset: { seed: anySeed() } });
}

bench.store.watch(["problem"], ({ problem }) => {
  showProblem(part("problem", HTMLElement), part("problem-template", HTMLTemplateElement), problem);
});
bench.store.watch(["told"], ({ told }) => (part("told", HTMLElement).textContent = told));

const lookForVersion = mountVersion(part("version", HTMLElement));
bench.store.subscribe(({ connection }, before) => {
  if (connection === "open" && before.connection === "lost") void lookForVersion();
});

// A screen reader hears how it stands when the run stops, and now and then while it goes on.
let spoken = -Infinity;
bench.store.watch(["frame", "running", "explained"], () => {
  const state = bench.store.get();
  const now = performance.now();
  if (state.running && now - spoken < SPOKEN) return;
  spoken = now;
  part("summary", HTMLElement).textContent = summaryOf(state);
});

// -- what is shown ----------------------------------------------------------------------------------

/** What the run started from, so that a link tells only what is different. */
let page = /** @type {import("./lab/sharing.js").PageState} */ ({ preset: "", start: choices.config, compare: [], presenting: false, hidden: [] });

/**
 * @param {string} id of a preset; none is one's own configuration
 * @param {object} [change] what is different from it
 * @param {readonly { title: string, config: object }[]} [beside] instead of what the preset sets side by side
 * @param {readonly import("./lab/bench.js").Past[]} [pasts] how the runs came to where they are
 */
function open(id, change = {}, beside = [], pasts = []) {
  const preset = choices.presets.find((one) => one.id === id);
  chooser.value = preset?.id ?? "";
  writeNote(preset ?? null);
  bench.store.set({ code: preset?.code ?? null });
  curves.show(preset?.chart ?? "loss");
  const start = wholeLayers(merged(choices.config, preset?.config ?? {}));
  const compare = preset?.compare ?? [];
  page = { ...page, preset: preset?.id ?? "", start, compare: compare.map(({ title, config }) => ({ title, config: difference(wholeLayers(merged(start, config)), start) })) };
  bench.open(merged(start, change), beside.length ? beside : compare, pasts);
}

const INVITATION = "A network learns which class each place of the plane belongs to. Press Run.";

/** The note of an example, one line of it until it is opened. @param {Choices["presets"][number] | null} preset */
function writeNote(preset) {
  const [line, source] = [note.querySelector("summary"), note.querySelector("p")];
  if (line) line.textContent = preset?.note ?? INVITATION;
  if (source) source.textContent = preset?.source.join("; ") ?? "";
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
  const { update, log, state, beside } = link;
  const compare = choices.presets.find(({ id }) => id === link.preset)?.compare ?? [];
  const rows = beside.length ? beside : Array.from({ length: Math.max(1, compare.length) }, () => ({ log, state }));
  const pasts = rows.map((row) => ({ update, log: row.log ?? [], ...(row.state ? { state: row.state } : {}) }));
  open(link.preset, link.config, beside, pasts);
  page = { ...page, hidden: link.hidden };
  classes.hide(link.hidden);
  bench.store.set({ discretize: link.discretize, showTest: link.showTest });
  for (const name of /** @type {const} */ (["theme", "palette"])) {
    if (link[name]) document.documentElement.dataset[name] = link[name] ?? "";
  }
  document.body.classList.toggle("embedded", link.embed);
  if (link.presenting) screen.set({ presenting: true });
  if ((await bench.seen()) && problems.length) bench.store.set({ told: problems.join(" ") });
}

/** What a file holds. @type {import("./lab/run_files.js").OpenRuns} */
function openRuns({ preset, runs }) {
  const pasts = runs.map(({ origin: { config: _, ...past }, curve }) => ({ ...past, curve }));
  const rows = runs.map(({ title, origin }) => ({ title, config: origin.config }));
  open(preset, rows[0]?.config, rows.length > 1 ? rows : [], pasts);
}

screen.watch(["presenting"], ({ presenting: on }) => (page = { ...page, presenting: on }));
chooser.addEventListener("change", () => open(chooser.value));
mountSharing({ share: part("share", HTMLElement), away: { list: part("downloads", HTMLElement), close: top.menu.close }, graph: part("see-graph", HTMLButtonElement), curves: curves.picture }, bench, () => page, openRuns);
takeDroppedRuns(openRuns, (told) => bench.store.set({ told }));
const classes = mountClassLinks(part("for-class", HTMLElement), (hidden) => addressOf(bench, page, { hidden }));
const besides = part("beside", HTMLElement);
besides.addEventListener("click", () => top.menu.close(true));
const showBeside = mountBeside(besides, settings, bench);
mountSweep(besides, bench.store, (config, update) => open(page.compare.length ? "" : page.preset, difference(config, page.compare.length ? choices.config : page.start), [], [{ update, log: [] }]));

// The address is that of the state, written when the run rests.
const bar = makeAddressBar({ link: () => addressOf(bench, page), read: ({ hash }) => readLink(hash), go: follow });
bench.store.watch(["config", "running", "frame", "explained", "discretize", "showTest"], ({ running, config }) => {
  if (running || !config) bar.wait();
  else bar.writeSoon();
});

bench.arranged = () => {
  showBeside();
  // What an example sets side by side would come back with its link.
  if (bench.count === 1 && page.compare.length) {
    page = { ...page, preset: "", start: wholeLayers(choices.config), compare: [] };
    chooser.value = "";
  }
  bar.writeSoon();
};

// -- the speaker ------------------------------------------------------------------------------------

const speaker = mountSpeaker(ofRun(chooser, note, () => summaryOf(bench.store.get()), (changed) => bench.store.watch(["frame", "running", "config"], changed)));

// -- keys -------------------------------------------------------------------------------------------

mountStage(part("labs", HTMLElement));

/** What is open is closed first: the window of a weight, slow motion, the presentation. @param {() => unknown} leave */
function escape(leave) {
  const { selected } = bench.store.get();
  if (selected !== null) return bench.store.set({ selected: null });
  return bench.slow.isOn() ? bench.slow.leave() : leave();
}

top.listen(allActions(training, drawer.actions, top.presenting, playlist.actions, speaker, top.closing));

await begin();
