// What the server says, as changes of the state. Pure, so that it can be tested without a server.

/** @typedef {import("./types.js").LabState} LabState */
/** @typedef {import("./types.js").Frame} Frame */

import { grown } from "./curve.js";
import { USUAL_PACE } from "./pace.js";
import { updateName } from "./views/shown.js";

/** What is told while a run is trained again to where it was. */
export const GOING = "Training again until ";

/**
 * How a run begins that nobody has told anything of yet.
 * @param {import("./types.js").Choices} choices
 * @returns {LabState}
 */
export function initialState(choices) {
  const { activations, losses, layers, units, features, feature_maps: featureMaps } = choices;
  return {
    config: null,
    network: null,
    data: null,
    asked: null,
    grid: null,
    limits: null,
    pace: USUAL_PACE,
    frame: null,
    curve: [],
    cursor: null,
    running: false,
    inStep: false,
    until: null,
    explained: null,
    staged: false,
    slowly: false,
    neuron: null,
    hovered: null,
    selected: null,
    probed: null,
    pointer: null,
    painting: 0,
    showTest: false,
    discretize: false,
    undoable: false,
    problem: null,
    connection: "connecting",
    told: "",
    code: null,
    choices: { activations, losses, layers, units, features, featureMaps },
  };
}

/**
 * What a JSON message changes.
 * @param {Readonly<LabState>} state
 * @param {import("./types.js").ServerMessage} message
 * @returns {Partial<LabState>}
 */
export function received(state, message) {
  switch (message.type) {
    case "ready":
      return { ...readied(state, message), pace: message.pace, problem: null };
    case "data":
      return { data: dataOf(message), config: message.config, grid: message.grid, problem: null };
    case "error":
      return { problem: message.problem };
    case "paused":
      return { running: state.inStep && state.running, ...(staysTold(state, message) ? {} : { told: pausedText(message) }) };
    case "probed":
      return { probed: message };
    case "ended":
      return { told: "The server ended the run." }; // whether it runs is known until the connection is closed
    default:
      return {};
  }
}

/** @param {Readonly<LabState>} state @param {Extract<import("./types.js").ServerMessage, { type: "ready" }>} message @returns {Partial<LabState>} */
function readied(state, { config, network, data, grid, limits }) {
  const change = /** @type {Partial<LabState>} */ ({});
  if (config) change.config = config;
  if (data) change.data = data;
  if (grid) change.grid = grid;
  if (limits) change.limits = limits;
  if (network) {
    change.network = network;
    // What points into the network may not be there any more.
    Object.assign(change, { hovered: null, selected: null, probed: null, explained: null });
    const chosen = state.neuron && network.layers[state.neuron.layer - 1];
    if (state.neuron && !(chosen && state.neuron.units.every((unit) => unit < chosen.units))) change.neuron = null;
  }
  const classes = (data ?? state.data)?.classes ?? 0;
  if (classes && state.painting >= classes) change.painting = 0;
  return change;
}

/** @param {import("./types.js").Data} message */
function dataOf({ points, labels, test, classes, names, class_names, center, scale, middle, extent }) {
  return { points, labels, test, classes, names, class_names, center, scale, middle, extent };
}

/** @param {import("./types.js").Divergence} divergence */
function divergedText({ update, parameter }) {
  return `The run diverged: ${updateName(update)} makes ${parameter} no number. Take a smaller learning rate, and reset or go back in the history.`;
}

/**
 * Whether what was told still holds: a run that stood already stands as before, as where somebody goes back in it.
 * @param {Readonly<LabState>} state @param {Extract<import("./types.js").ServerMessage, { type: "paused" }>} message
 */
function staysTold({ running, told }, { reason }) {
  return !told.startsWith(GOING) && (reason === "start" || (!running && reason !== "until"));
}

/** @param {{ reason: string, update: number }} message */
function pausedText({ reason, update }) {
  if (reason === "until") return `Stopped at ${updateName(update)}, as you asked.`;
  return "";
}

/**
 * What a frame changes: the moment that is shown, and the past as far as it still holds.
 * @param {Readonly<LabState>} state
 * @param {Frame} frame
 * @returns {Partial<LabState>}
 */
export function framed(state, frame) {
  const { update, history } = frame;
  const newest = update >= history.last;
  const explained = explainedBy(state, frame);
  // A changed setting or point leaves the run where it is, and slow motion on.
  const staged = explained !== null || (state.staged && !frame.running && update === state.frame?.update);
  return {
    frame,
    running: state.inStep ? state.running : frame.running,
    curve: grown(state.curve, frame),
    cursor: newest ? null : update,
    ...(frame.diverged ? { told: divergedText(frame.diverged) } : state.frame?.diverged ? { told: "" } : {}),
    explained,
    staged,
    slowly: state.slowly && (staged || !frame.running),
  };
}

/** @param {Readonly<LabState>} state @param {Frame} frame @returns {LabState["explained"]} */
function explainedBy(state, { update, arrays: { gradient, delta, batch, values, deltas, outputs, pulls, mask } }) {
  if (!gradient || !delta || !batch) return null;
  return {
    stage: "forward",
    layer: 1,
    values, deltas, outputs, pulls, mask,
    gradient: /** @type {Float64Array} */ (gradient.data),
    delta: /** @type {Float64Array} */ (delta.data),
    batch: /** @type {Int32Array} */ (batch.data),
    before: state.frame?.update === update - 1 ? state.frame : null,
  };
}
