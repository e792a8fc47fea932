// What moves at a step: values run along the wires into a gate, gradients run back. The picture is
// painted when the motion ends, so a motion that is cut short leaves nothing behind.

import { elementsOf } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";

const POINTS = 32; // that a wire is followed through

/** @typedef {{ x: number, y: number }} Point */
/**
 * The points lie evenly along the way; `before` says what runs until where the text takes its place.
 * @typedef {{ points: Point[], text: string, before?: { text: string, until: number }[] }} Run
 */

/**
 * What runs along which wire at a step. Measures the wires, so that no frame of the motion has to.
 * @param {Element} svg
 * @param {import("../trace/types.js").Trace} trace
 * @param {import("../trace/moment.js").Moment} after the moment at the end of the step
 * @returns {Run[]}
 */
export function runsOf(svg, trace, after) {
  const step = after.current;
  if (!step) return [];
  const drawn = elementsOf(svg);
  /** @param {Element | null} group */
  const pathOf = (group) => /** @type {SVGPathElement | null} */ (group?.querySelector("path") ?? null);
  if (step.phase === "backward") {
    const label = step.edge === null ? after.total(step.node) : after.back(step.edge);
    const path = pathOf(step.edge === null ? drawn.output(step.node) : drawn.edge(step.edge));
    return path ? [{ points: pointsOf(path).reverse(), text: label.text, before: summing(trace, step.edge, after) }] : [];
  }
  return trace.edges
    .filter((edge) => edge.target === step.node)
    .flatMap((edge) => {
      const path = pathOf(drawn.edge(edge.id));
      return path ? [{ points: pointsOf(path), text: after.value(edge.source).text }] : [];
    });
}

/**
 * What runs back before what flows back is summed: what arrived at the gate, then the sum.
 * @param {import("../trace/types.js").Trace} trace @param {number | null} edge
 * @param {import("../trace/moment.js").Moment} after
 */
export function summing(trace, edge, after) {
  const wire = edge === null ? undefined : trace.edges[edge];
  if (!wire?.summed) return [];
  const sum = ["Σ", wire.summed.short || "all"].join(" ");
  return [{ text: after.total(wire.target).text, until: 0.35 }, { text: sum, until: 0.7 }];
}

/** @param {SVGPathElement} path @returns {Point[]} */
function pointsOf(path) {
  const length = path.getTotalLength();
  return Array.from({ length: POINTS + 1 }, (_, k) => path.getPointAtLength((length * k) / POINTS));
}

/** Where on its way something is. @param {Point[]} points @param {number} share from 0 to 1 @returns {Point} */
function pointAt(points, share) {
  const at = share * (points.length - 1);
  const [one, other] = [points[Math.floor(at)], points[Math.ceil(at)]];
  if (!one || !other) return { x: 0, y: 0 };
  const part = at % 1;
  return { x: one.x + part * (other.x - one.x), y: one.y + part * (other.y - one.y) };
}

/**
 * Let them run; `done` is called at the end, also when the motion is cut short.
 * @param {Element} svg
 * @param {Run[]} runs
 * @param {boolean} backward whether gradients run
 * @param {number} duration ms
 * @param {() => void} done
 * @returns {() => void} ends the motion at once
 */
export function animate(svg, runs, backward, duration, done) {
  const layer = document.createElementNS(SVG, "g");
  layer.setAttribute("class", "cr-motion");
  const tokens = runs.map(({ points, text, before = [] }) => {
    const stages = [...before, { text, until: 1 }].map((stage) => ({ ...stage, token: token(stage.text, backward) }));
    return { points, stages };
  });
  layer.append(...tokens.flatMap(({ stages }) => stages.map(({ token: element }) => element)));
  svg.append(layer);
  let frame = 0;
  let over = false;
  const start = performance.now();

  function finish() {
    if (over) return;
    over = true;
    cancelAnimationFrame(frame);
    layer.remove();
    done();
  }

  /** @param {number} now */
  function draw(now) {
    const share = Math.min((now - start) / duration, 1);
    const eased = share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) ** 2;
    for (const { points, stages } of tokens) {
      const { x, y } = pointAt(points, eased);
      const now = stages.findIndex(({ until }) => eased <= until);
      for (const [k, { token: element }] of stages.entries()) {
        element.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
        if (stages.length > 1) element.setAttribute("visibility", k === now ? "visible" : "hidden");
      }
    }
    if (share >= 1) finish();
    else frame = requestAnimationFrame(draw);
  }

  draw(start);
  return finish;
}

/** @param {string} text @param {boolean} backward */
function token(text, backward) {
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", backward ? "cr-token cr-token-back" : "cr-token");
  const width = Math.max(text.length * 9.4 + 14, 26);
  const pill = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x: -width / 2, y: -13, width, height: 26, rx: 13 })) {
    pill.setAttribute(name, String(value));
  }
  const label = document.createElementNS(SVG, "text");
  label.setAttribute("class", "cr-text");
  label.setAttribute("y", "6");
  label.textContent = text;
  group.append(pill, label);
  return group;
}
