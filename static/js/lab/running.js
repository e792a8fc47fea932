// What buttons and keys do to a run: run, pause, step, slow motion, reset; and its figures.

import { showNumber } from "../trace/numbers.js";
import { showCount } from "../page/amounts.js";
import { make } from "../page/build.js";
import { faster } from "./pace.js";
import { shownFrame, updateName } from "./views/shown.js";

/** @typedef {import("./types.js").LabState} LabState */
/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */

/**
 * What the buttons and the keys do to a run.
 * @typedef {object} Running
 * @property {() => void} toggle
 * @property {(updates: number) => void} step
 * @property {() => void} epoch
 * @property {() => void} back one update back
 * @property {() => void} first
 * @property {() => void} last
 * @property {() => void} slowly
 * @property {() => void} reset
 * @property {() => void} newSeed
 * @property {(pace: import("./types.js").Pace) => void} setPace
 */

/**
 * What concerns one run alone.
 * @param {LabStore} store
 * @param {LabActions} actions
 * @returns {Omit<Running, "reset" | "newSeed">}
 */
export function runningActions(store, { send, seek, further, setPace }) {
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
    step: (updates) => send({ type: "step", updates }),
    epoch: () => send({ type: "step", epochs: 1 }),
    back: () => here() > 0 && seek(here() - 1),
    first: () => seek(0),
    last: () => seek(store.get().frame?.history.last ?? 0),
    slowly: further,
    setPace,
  };
}

/**
 * The actions of a run; while an update is shown in its stages, some keys go through these.
 * @param {LabStore} store
 * @param {Running} running
 * @param {Pick<import("./slow_motion.js").SlowMotion, "isOn" | "next" | "back" | "toggle">} slow
 */
export function trainingActions(store, running, slow) {
  /** @param {number} steps */
  const pace = (steps) => running.setPace(faster(store.get().pace, steps));
  /** @param {() => void} act */
  const instead = (act) => ({ during: slow.isOn, act });
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    step: {
      keys: ["ArrowRight", "PageDown"],
      shown: "→ PageDown",
      text: "Step",
      label: "Step",
      help: "one update on; in slow motion one stage",
      act: () => running.step(1),
      instead: instead(slow.next),
    },
    back: { keys: ["ArrowLeft", "PageUp"], shown: "← PageUp", help: "one update back; in slow motion one stage", act: running.back, instead: instead(slow.back) },
    run: {
      keys: [" "],
      shown: "Space",
      text: "Run",
      label: "Run or pause",
      help: "run or pause; in slow motion stage after stage",
      act: running.toggle,
      instead: instead(slow.toggle),
    },
    first: { keys: ["Home"], shown: "Home", help: "back to the first weights", act: running.first },
    last: { keys: ["End"], shown: "End", help: "to the newest moment", act: running.last },
    epoch: { keys: ["e"], shown: "e", text: "Epoch", label: "All batches once", help: "one epoch on", act: running.epoch },
    slowly: { keys: ["s"], shown: "s", text: "Slow motion", label: "One update in its stages", help: "slow motion: one update in its stages", act: running.slowly },
    reset: { keys: ["r"], shown: "r", text: "Reset", label: "Reset", help: "reset to the same first weights", act: running.reset },
    slower: { keys: ["["], shown: "[", text: "−", label: "Slower", help: "run at a slower pace", act: () => pace(-1) },
    faster: { keys: ["]"], shown: "]", text: "+", label: "Faster", help: "run at a faster pace", act: () => pace(1) },
    newSeed: { keys: ["n"], shown: "n", text: "New seed", label: "Other first weights", help: "other first weights", act: running.newSeed },
  };
  return actions;
}

/** A loss. @param {number | null | undefined} value */
const shown = (value) => (typeof value === "number" && Number.isFinite(value) ? showNumber(value, 3) : "–");
/** @param {number | null | undefined} share */
const percent = (share) => (typeof share === "number" ? `${(100 * share).toFixed(1)} %` : "–");

/** How good a run is, in short. @param {import("./types.js").Frame} frame */
export function standing({ train_loss, train_accuracy, diverged }) {
  if (diverged) return `diverged at ${updateName(diverged.update)}`;
  return `loss ${shown(train_loss)}${train_accuracy === null ? "" : ` · ${percent(train_accuracy)}`}`;
}

/** The figures of a run in words. @param {Readonly<LabState>} state */
export function summaryOf(state) {
  const { running } = state;
  const frame = shownFrame(state);
  if (!frame) return "";
  const test = frame.test_loss === null ? "" : `; test loss ${shown(frame.test_loss)}`;
  const right = frame.train_accuracy === null ? "" : `, accuracy ${percent(frame.train_accuracy)}`;
  return `${running ? "Running" : "Paused"} at ${updateName(frame.update)}, epoch ${Math.floor(frame.epoch)}: training loss ${shown(frame.train_loss)}${right}${test}.`;
}

/**
 * @param {HTMLElement} place
 * @param {LabStore} store
 */
export function mountFigures(place, store) {
  const names = ["update", "epoch", "loss", "test", "accuracy", "speed"];
  const cells = names.map((name) => make("span", { "data-figure": name }));
  store.watch(["frame", "explained", "connection"], () => {
    const { connection } = store.get();
    const frame = shownFrame(store.get());
    if (frame && !cells[0]?.isConnected) place.replaceChildren(...cells); // until then it says what is done here
    const texts = frame
      ? [
          updateName(frame.update),
          `epoch ${frame.epoch.toFixed(frame.epoch < 10 ? 1 : 0)}`,
          `loss ${shown(frame.train_loss)}`,
          frame.test_loss === null ? "" : `test ${shown(frame.test_loss)}`,
          frame.train_accuracy === null ? "" : `accuracy ${percent(frame.train_accuracy)}${frame.test_accuracy === null ? "" : ` · test ${percent(frame.test_accuracy)}`}`,
          frame.running && connection === "open" ? `${showCount(Math.round(frame.updates_per_second))} updates/s · ${Math.round(frame.frames_per_second)} frames/s` : "",
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
