// Shapes for numbers: on the wires of the picture, and in the step card the dimension check of what is played.

import { make } from "../page/build.js";
import { shapesOf } from "../picture/shapes.js";
import { nameOf } from "../trace/graph.js";
import { byOf } from "../predict/press.js";
import { pressOf } from "../trace/timeline.js";
import { backCheck, gateCheck, sayCheck } from "./dimensions.js";

/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Trace} Trace */

/** So many wires have a line of their own. */
const MOST = 3;

/**
 * @param {ReturnType<typeof import("../picture/player.js").mountPlayer>} player
 * @param {ReturnType<typeof import("../controls/step_card.js").mountStepCard>} card
 */
export function showShapes(player, card) {
  player.dress((moment, { shapes, trace }) => (shapes && trace ? shapesOf(moment, trace) : moment));
  card.check(checksAt);
}

/** The checks of the step that was played last; none where the usual is shown. @param {Readonly<State>} state @returns {Node[]} */
function checksAt(state) {
  const { trace, step } = state;
  const played = trace?.steps[step - 1];
  const node = trace?.nodes[played?.node ?? -1];
  if (!trace || !played || !node || played.phase === "update") return [];
  if (played.phase === "forward") return lines([[node.formula.text, gateCheck(trace, node)]]);
  const edges = (pressOf(trace, step, byOf(state))?.edges ?? []).flatMap((id) => trace.edges[id] ?? []);
  const shown = lines(edges.slice(0, MOST).map((edge) => [ruleOf(trace, edge), backCheck(trace, edge)]));
  return shown.length && edges.length > MOST ? [...shown, make("p", { class: "quiet" }, `${edges.length - MOST} more wires`)] : shown;
}

/** What flows back through a wire, in letters. @param {Trace} trace @param {import("../trace/types.js").GraphEdge} edge */
function ruleOf(trace, edge) {
  return edge.whole ? edge.formula.text : `d${nameOf(trace, edge.source)}`;
}

/** @param {readonly [string, import("./dimensions.js").Check | null][]} checks */
function lines(checks) {
  return checks.flatMap(([formula, check]) =>
    check ? [make("p", { class: "check" }, make("span", { class: "check-formula" }, formula), " ", make("span", { class: "check-sizes" }, sayCheck(check)))] : []);
}
