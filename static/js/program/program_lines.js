// The program and the picture point at each other: the line of the current gate is marked in the
// editor, and the gates of the line under the pointer, or that the cursor is led to, light up.

/** @typedef {import("../trace/types.js").Trace} Trace */

/**
 * The lines on which a step's gate was written, or on which an input takes its step.
 * @param {Trace | null} trace @param {number} step
 * @returns {[number, number] | null} first and last, from 1
 */
function linesOfStep(trace, step) {
  const played = trace?.steps[step - 1];
  const node = played && trace?.nodes[played.node];
  const taken = played?.phase === "update" ? (trace?.update?.parameters.indexOf(node?.name ?? "") ?? -1) : -1;
  const source = trace?.update?.places[taken] ?? node?.source;
  return source ? [source.line, source.end_line] : null;
}

/**
 * The nodes that were written on a line.
 * @param {Trace} trace @param {number} line
 */
function nodesOfLine(trace, line) {
  return trace.nodes
    .filter(({ source }) => source && source.line <= line && line <= source.end_line)
    .map((node) => node.id);
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {import("./editor.js").Editor} editor
 * @param {import("../picture/picture.js").Picture} picture
 * @param {import("../page/store.js").Store} store
 */
export function mountProgramLines(area, editor, picture, store) {
  const lightStep = () => {
    const { trace, step } = store.get();
    editor.light(linesOfStep(trace, step));
  };
  store.watch(["trace", "step"], lightStep);

  /** @type {Element[]} */
  let lit = [];
  let at = 0;

  /** @param {number} line */
  function point(line) {
    if (line === at) return;
    at = line;
    for (const element of lit) element.classList.remove("cr-lit");
    const { trace, problem } = store.get();
    lit =
      line && trace && !problem
        ? nodesOfLine(trace, line).flatMap((id) => picture.node(id) ?? [])
        : [];
    for (const element of lit) element.classList.add("cr-lit");
  }

  area.addEventListener("pointermove", (event) => {
    const height = parseFloat(getComputedStyle(area).lineHeight);
    const top = parseFloat(getComputedStyle(area).paddingTop);
    point(Math.floor((event.offsetY + area.scrollTop - top) / height) + 1);
  });
  area.addEventListener("pointerleave", () => point(0));
  // For those without a pointer: the line of the cursor, as the keys lead it.
  area.addEventListener("keyup", () => point(area.value.slice(0, area.selectionStart).split("\n").length));
  area.addEventListener("blur", () => point(0));

  /** Light a line and its gates because something else is pointed at; 0 is none. @param {number} line */
  return (line) => {
    point(line);
    if (line) editor.light([line, line]);
    else lightStep();
  };
}
