// Lets wires be as wide as what came back through them is large. The width is a property of the wire; whether
// it shows, and from which step on, is the style sheet's.

import { elementsOf } from "./elements.js";
import { widthOf } from "./widths.js";

/** @param {SVGSVGElement} svg @param {import("../trace/types.js").Trace} trace @param {boolean} on */
export function showWidths(svg, trace, on) {
  svg.classList.toggle("cr-wide", on);
  if (!on) return;
  const drawn = elementsOf(svg);
  const { edges, outputs } = drawn.shown ?? { edges: trace.edges.keys(), outputs: trace.outputs };
  for (const id of edges) measure(drawn.edge(id), trace.edges[id]?.contribution ?? null);
  for (const id of outputs) measure(drawn.output(id), trace.nodes[id]?.gradient ?? null);
}

/** @param {Element | null} group @param {import("./widths.js").Nested | null} gradient */
function measure(group, gradient) {
  group?.querySelector("path")?.style.setProperty("--wide", `${widthOf(gradient)}px`);
}
