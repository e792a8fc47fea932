// The update of one parameter as a scene: its gradient becomes a step, the step goes to the value, and the
// value counts from the old one to the new. Pure.

import { BEATS, NOTHING } from "../picture/beats.js";
import { Stage } from "../picture/scene.js";
import { showNumber } from "../trace/numbers.js";
import { parametersOf } from "../trace/updates.js";
import { elementOf, numberOf, shownNext } from "./next.js";

/** @typedef {import("../picture/scene.js").Plot} Plot */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../picture/beats.js").Leg} Leg */

const { scale, step, enter } = BEATS.update;
/** When the step sets out from the place of the gradient, where it can be read. */
const sets = 0.51;
/** Numbers that a value counts through. */
const COUNTED = 8;
/** The last of them stands so long, that it can be read. */
const STANDS = 0.12;

/** @param {Plot} plot @param {Readonly<State>} state @returns {import("../picture/beats.js").Scene} */
export function updateScene(plot, state) {
  const next = shownNext(state);
  const learner = parametersOf(plot.trace, state).find(({ node }) => node.id === plot.press.node);
  if (!next?.to || !learner) return NOTHING;
  const stage = new Stage(plot);
  const [from, to] = [next.from, next.to].map((named) => numberOf(elementOf(named, learner.target)));
  const step = typeof from === "number" && typeof to === "number" ? to - from : null;
  for (const edge of stage.onward) {
    stage.told.add(`edge:${edge.id}`);
    enters(stage, edge.id, typeof from === "number" && typeof to === "number" ? counted(from, to, plot.digits) : null);
  }
  const text = step === null ? "step" : `${step < 0 ? "−" : "+"} ${showNumber(Math.abs(step), plot.digits)}`;
  travels(stage, text);
  return { isForward: false, actors: stage.actors, landings: stage.landings, told: [...stage.told] };
}

/** The gradient turns into the step, which goes to the value. @param {Stage} stage @param {string} text */
function travels(stage, text) {
  const { after, press, geometry } = stage.plot;
  const [edge] = stage.onward;
  if (!edge) return;
  const total = `node:${press.node}:total`;
  const isSummed = stage.isFork && geometry.label(total) !== null;
  const [from, to] = [isSummed ? total : `edge:${edge.id}:back`, `edge:${edge.id}:value`];
  const gradient = (isSummed ? after.total(press.node) : after.back(edge.id)).text;
  const [start, end] = [stage.berth(from, gradient, "left"), stage.berth(to, text, "left")];
  if (!start || !end) return;
  stage.actors.push({ key: "gradient", kind: "pill", tone: "gradient", goes: 0.05, legs: [{ from: 0, to: scale, way: [start, start], text: gradient, pop: true }] });
  const { place } = stage.near(start, [text]); // beside its gradient and the value, which it does not cover
  const way = stage.way("", place, end, text, to);
  const legs = [{ from: scale, to: sets, way: [place, place], text, pop: true }, { from: sets, to: step, way, text, into: true }];
  stage.actors.push({ key: "step", kind: "pill", tone: "update", comes: 0.05, goes: 0.05, legs });
}

/** The value on a wire counts on, or an array comes to stand. @param {Stage} stage @param {number} edge @param {readonly string[] | null} numbers */
function enters(stage, edge, numbers) {
  const key = `edge:${edge}:value`;
  stage.landings.push({ key, at: numbers ? enter : step });
  const [old] = numbers ?? [];
  const place = stage.plot.geometry.label(key);
  if (!numbers || old === undefined || !place) return;
  const way = [place, place];
  const length = (enter - STANDS - step) / (numbers.length - 1);
  const legs = numbers.map((text, k) => ({ from: k === 0 ? 0 : step + (k - 1) * length, to: step + k * length, way, text }));
  legs.push({ from: enter - STANDS, to: enter, way, text: numbers.at(-1) ?? "" });
  stage.actors.push({ key: `value:${edge}`, kind: "pill", tone: "update", legs });
}

/** @param {number} from @param {number} to @param {number} digits */
function counted(from, to, digits) {
  return Array.from({ length: COUNTED + 1 }, (_, k) => showNumber(k === COUNTED ? to : from + ((to - from) * k) / COUNTED, digits));
}
