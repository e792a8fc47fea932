// Run, pause, step, slow motion, reset; and the figures of the run.

import { button, make } from "../build.js";

/** @typedef {import("./types.js").LabState} LabState */
/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */

/**
 * What the buttons and the keys do to a run.
 * @typedef {object} Running
 * @property {() => void} toggle
 * @property {() => void} pause
 * @property {(updates: number) => void} step
 * @property {() => void} epoch
 * @property {() => void} back one update back
 * @property {() => void} first
 * @property {() => void} last
 * @property {() => void} slowly
 * @property {() => void} reset
 * @property {() => void} newSeed
 */

/**
 * What concerns one run alone.
 * @param {LabStore} store
 * @param {LabActions} actions
 * @returns {Omit<Running, "reset" | "newSeed">}
 */
export function runningActions(store, { send, seek }) {
  /** @param {object} [until] */
  const resume = (until) => send({ type: "resume", ...(until && Object.keys(until).length ? { until } : {}) });
  const here = () => store.get().frame?.update ?? 0;
  return {
    toggle() {
      const { running, until, connection } = store.get();
      if (connection === "open") store.set({ running: !running, told: "" });
      if (running) send({ type: "pause" });
      else resume(until ?? undefined);
    },
    pause: () => send({ type: "pause" }),
    step: (updates) => send({ type: "step", updates }),
    epoch: () => send({ type: "step", epochs: 1 }),
    back: () => here() > 0 && seek(here() - 1),
    first: () => seek(0),
    last: () => seek(store.get().frame?.history.last ?? 0),
    slowly: () => send({ type: "step", updates: 1, explain: true }),
  };
}

/** @param {number | null | undefined} value @param {number} digits */
const shown = (value, digits) => (typeof value === "number" && Number.isFinite(value) ? value.toFixed(digits) : "–");
/** @param {number | null | undefined} share */
const percent = (share) => (typeof share === "number" ? `${(100 * share).toFixed(1)} %` : "–");

/** How good a run is, in short. @param {import("./types.js").Frame} frame */
export function standing({ train_loss, train_accuracy, diverged }) {
  if (diverged) return `diverged at update ${diverged.update}`;
  return `loss ${shown(train_loss, 3)}${train_accuracy === null ? "" : ` · ${percent(train_accuracy)}`}`;
}

/** The figures of a run in words. @param {Readonly<LabState>} state */
export function summaryOf({ frame, running }) {
  if (!frame) return "";
  const test = frame.test_loss === null ? "" : `; test loss ${shown(frame.test_loss, 3)}`;
  const right = frame.train_accuracy === null ? "" : `, accuracy ${percent(frame.train_accuracy)}`;
  return `${running ? "Running" : "Paused"} at update ${frame.update}, epoch ${Math.floor(frame.epoch)}: training loss ${shown(frame.train_loss, 3)}${right}${test}.`;
}

/**
 * @param {HTMLElement} place for the buttons
 * @param {LabStore} store
 * @param {Running} running
 */
export function mountRunButtons(place, store, running) {
  const run = button("Run", running.toggle, { class: "run", title: "Run or pause (Space)" });
  const until = makeUntil(store);
  place.replaceChildren(
    run,
    button("Step", () => running.step(1), { title: "One update (→)" }),
    button("Epoch", running.epoch, { title: "All batches once (e)" }),
    button("Slow motion", running.slowly, { title: "One update in its stages (s)" }),
    button("Reset", running.reset, { title: "Back to the same first weights (r)" }),
    button("New seed", running.newSeed, { title: "Other first weights (n)" }),
    until,
  );
  store.watch(["running"], (state) => {
    run.textContent = state.running ? "Pause" : "Run";
    run.setAttribute("aria-pressed", String(state.running));
  });
}

/** Until when a run goes on. @param {LabStore} store */
function makeUntil(store) {
  /** @type {{ name: "epochs" | "loss" | "accuracy", text: string, step: number, scale: number }[]} */
  const rows = [
    { name: "epochs", text: "epochs", step: 1, scale: 1 },
    { name: "loss", text: "training loss ≤", step: 0.01, scale: 1 },
    { name: "accuracy", text: "accuracy ≥ (%)", step: 1, scale: 100 },
  ];
  const summary = make("summary", { title: "When a run stops by itself" }, "Run until …");
  const fields = rows.map(({ name, text, step, scale }) => {
    const field = make("input", { type: "number", min: 0, step, autocomplete: "off" });
    field.addEventListener("change", () => {
      const { [name]: _, ...others } = store.get().until ?? {};
      const until = field.value === "" ? others : { ...others, [name]: field.valueAsNumber / scale };
      store.set({ until: Object.keys(until).length ? until : null });
    });
    return make("label", { class: "field" }, make("span", {}, text), field);
  });
  store.watch(["until"], ({ until }) => summary.classList.toggle("set", until !== null));
  return make("details", { class: "until" }, summary, make("div", { class: "until-fields" }, ...fields));
}

/**
 * @param {HTMLElement} place
 * @param {LabStore} store
 */
export function mountFigures(place, store) {
  const names = ["update", "epoch", "loss", "test", "accuracy", "speed"];
  const cells = names.map((name) => make("span", { "data-figure": name }));
  store.watch(["frame", "connection"], ({ frame, connection }) => {
    if (frame && !cells[0]?.isConnected) place.replaceChildren(...cells); // until then it says what is done here
    const texts = frame
      ? [
          `update ${frame.update.toLocaleString("en")}`,
          `epoch ${shown(frame.epoch, frame.epoch < 10 ? 1 : 0)}`,
          `loss ${shown(frame.train_loss, 3)}`,
          frame.test_loss === null ? "" : `test ${shown(frame.test_loss, 3)}`,
          frame.train_accuracy === null ? "" : `accuracy ${percent(frame.train_accuracy)}${frame.test_accuracy === null ? "" : ` · test ${percent(frame.test_accuracy)}`}`,
          frame.running && connection === "open" ? `${Math.round(frame.updates_per_second).toLocaleString("en")} updates/s · ${Math.round(frame.frames_per_second)} frames/s` : "",
        ]
      : [];
    cells.forEach((cell, k) => (cell.textContent = texts[k] ?? ""));
    const data = place.dataset;
    data["update"] = String(frame?.update ?? "");
    data["accuracy"] = String(frame?.train_accuracy ?? "");
    data["loss"] = String(frame?.train_loss ?? "");
    data["running"] = String((frame?.running ?? false) && connection === "open");
  });
}
