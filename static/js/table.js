// The table of nodes: exact values and gradients.

import { showInFull } from "./numbers.js";

export { showInFull as exact };

/**
 * Fill the table's body with one row per node.
 * @param {HTMLElement} body
 * @param {HTMLTemplateElement} template
 * @param {any} trace
 */
export function fillTable(body, template, trace) {
  const rows = trace.nodes.map((/** @type {any} */ node) => {
    const row = /** @type {HTMLElement} */ (template.content.cloneNode(true)).querySelector("tr");
    if (!row) throw new Error("the row template is empty");
    row.dataset["node"] = node.id;
    const derivative = trace.mode === "forward" ? node.tangent : node.gradient;
    const texts = [node.name ?? `v${node.id}`, node.op ?? node.kind, showInFull(node.value), showInFull(derivative)];
    for (const [k, text] of texts.entries()) {
      const cell = row.children[k];
      if (!cell) continue;
      cell.textContent = text;
      if (k < 2) continue;
      cell.setAttribute("title", text);
      cell.classList.toggle("array", node.shape.length > 0);
    }
    return row;
  });
  body.replaceChildren(...rows);
}
