// What moves at a step: values run along the wires into a gate, gradients run back. The picture is
// painted when the motion ends, so a motion that is cut short leaves nothing behind.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {{ path: SVGPathElement, text: string, backward: boolean }} Run */

/** Whether the reader asked for less motion. */
export function motionIsWelcome() {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * What runs along which wire at a step.
 * @param {Element} svg
 * @param {import("./types.js").Trace} trace
 * @param {import("./moment.js").Moment} after the moment at the end of the step
 * @returns {Run[]}
 */
export function runsOf(svg, trace, after) {
  const step = after.current;
  if (!step) return [];
  /** @param {string} selector */
  const pathAt = (selector) => /** @type {SVGPathElement | null} */ (svg.querySelector(`${selector} path`));
  if (step.phase === "backward") {
    const selector = step.edge === null ? `[data-output="${step.node}"]` : `[data-edge="${step.edge}"]`;
    const label = step.edge === null ? after.total(step.node) : after.back(step.edge);
    const path = pathAt(selector);
    return path ? [{ path, text: label.text, backward: true }] : [];
  }
  return trace.edges
    .filter((edge) => edge.target === step.node)
    .flatMap((edge) => {
      const path = pathAt(`[data-edge="${edge.id}"]`);
      return path ? [{ path, text: after.value(edge.source).text, backward: false }] : [];
    });
}

/**
 * Let them run; `done` is called at the end, also when the motion is cut short.
 * @param {Element} svg
 * @param {Run[]} runs
 * @param {number} duration ms
 * @param {() => void} done
 * @returns {() => void} ends the motion at once
 */
export function animate(svg, runs, duration, done) {
  const layer = document.createElementNS(SVG, "g");
  layer.setAttribute("class", "cr-motion");
  const tokens = runs.map((run) => ({ ...run, length: run.path.getTotalLength(), token: token(run) }));
  layer.append(...tokens.map(({ token: element }) => element));
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
    for (const { path, length, backward, token: element } of tokens) {
      const { x, y } = path.getPointAtLength(length * (backward ? 1 - eased : eased));
      element.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    }
    if (share >= 1) finish();
    else frame = requestAnimationFrame(draw);
  }

  draw(start);
  return finish;
}

/** @param {Run} run */
function token({ text, backward }) {
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
