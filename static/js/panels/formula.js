// The chain rule for one input, written out; every factor lights its wire.

import { make } from "../build.js";
import { LAST_LINES, chainOf, inputsOf, needsBrackets, partial, symbolOf } from "../chain.js";
import { schedule } from "../moment.js";
import { digitsBeside, showExactly, showInFull, showShape } from "../numbers.js";
import { math } from "./dom.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Trace} Trace */
/** @typedef {import("../types.js").Formula} Formula */
/** @typedef {import("../chain.js").Factor} Factor */
/** @typedef {import("../chain.js").Use} Use */

const MOST_USES = 12;

/**
 * @param {HTMLElement} element
 * @param {import("../store.js").Store} store
 */
export function mountFormula(element, store) {
  /** @type {Trace | null} */
  let drawn = null;
  /** @type {string | null} */
  let drawnFor = null;
  let drawnDigits = -1;
  /** What depends on the step: called with it, after anything was drawn anew. @type {((step: number) => void)[]} */
  let fillers = [];
  /** @type {ReturnType<typeof schedule>} */
  let times;

  const select = make("select", { id: "formula-input" });
  select.addEventListener("change", () => store.set({ formulaInput: select.value }));
  const explanation = make("p", { class: "panel-note" });
  const sheet = make("div", {
    class: "panel-scroll formula", tabindex: 0, role: "region", "aria-label": "Chain rule",
  });
  const result = make("p", { class: "formula-result", role: "status" });
  element.append(
    make("div", { class: "panel-row" }, make("label", { for: "formula-input" }, "Gradient with respect to"), select),
    explanation, sheet, result,
  );

  /** @param {import("../types.js").Scalar} value */
  const shown = (value) => showExactly(value, digitsBeside(store.get().digits));

  /** @param {number} value */
  function showFactor(value) {
    return value < 0 ? `(${shown(value)})` : shown(value);
  }

  /** @param {Trace} trace @param {string | null} wanted */
  function draw(trace, wanted) {
    [drawn, drawnFor, drawnDigits] = [trace, wanted, store.get().digits];
    times = schedule(trace);
    fillers = [];
    const inputs = inputsOf(trace);
    const names = inputs.map((node) => symbolOf(node).text);
    select.replaceChildren(...names.map((name) => new Option(name, name)));
    const chosen = inputs[Math.max(0, names.indexOf(wanted ?? ""))];
    sheet.replaceChildren();
    explanation.textContent = result.textContent = "";
    select.disabled = !chosen;
    if (!chosen) {
      explanation.textContent = "The program has no inputs.";
      return;
    }
    select.value = symbolOf(chosen).text;
    const of = outputSymbol(trace);
    const head = partial(of, symbolOf(chosen));
    const chain = chainOf(trace, chosen.id);
    switch (chain.kind) {
      case "none":
        explanation.textContent = `${of.text} does not depend on ${symbolOf(chosen).text}: there is no path from it to the output.`;
        return;
      case "paths":
        explanation.textContent = pathsText(trace, chain.terms.length, chain.reused);
        for (const [k, term] of chain.terms.entries()) {
          drawTerm(k === 0 ? head : null, term, chain.seeds[k] ?? null);
        }
        drawResult(head, chain, chosen.id);
        return;
      default:
        explanation.textContent = chain.kind === "arrays"
          ? "Arrays: the gradient travels back gate by gate as vector–Jacobian products; ⊙ multiplies entry by entry. Read from the top."
          : `${showCount(chain.paths)} paths lead to the output, too many to write out. The nested form sums over the uses of each node and does every wire once. Read from the top.`;
        for (const [k, line] of chain.lines.entries()) {
          if (chain.omitted && chain.lines.length - k === LAST_LINES) {
            sheet.append(make("p", { class: "panel-note" }, `⋮ ${chain.omitted} lines between`));
          }
          drawLine(trace, of, line);
        }
    }
  }

  /** One path: the product of its factors. @param {Formula | null} head @param {import("../chain.js").Term} term @param {number | null} seed */
  function drawTerm(head, term, seed) {
    const row = make("div", { class: "term" });
    row.append(lead(head), make("span", { class: "sign" }, head ? "=" : "+"));
    const list = make("span", { class: "factors" });
    if (seed !== null && (seed !== 1 || term.factors.length === 0)) {
      const name = drawn?.mode === "forward" ? "tangent seed" : "seed";
      list.append(make("span", { class: "factor seed" }, make("small", {}, name), number(() => showFactor(seed))));
    }
    for (const factor of term.factors) list.append(factorButton(factor, false));
    for (const child of [...list.children].slice(1)) {
      child.before(make("span", { class: "sign", "aria-hidden": "true" }, "·"));
    }
    const last = term.factors.at(-1)?.edge;
    const product = number(() => shown(term.product), (step) => last === undefined || flowed(last, step));
    row.append(list, make("span", { class: "sign" }, "="), make("span", { class: "product gradient" }, product));
    sheet.append(row);
  }

  /** @param {Formula} head @param {import("../chain.js").Chain & { kind: "paths" }} chain @param {number} input */
  function drawResult(head, chain, input) {
    const { sum, expected, agrees, terms } = chain;
    const name = terms.length > 1 ? "The sum of the products" : "The product";
    fillers.push((step) => {
      const node = drawn?.nodes[input];
      const done = drawn?.mode === "forward" ? step >= (drawn?.steps.length ?? 0) : (times.complete[input] ?? 0) <= step;
      result.classList.toggle("wrong", done && agrees === false);
      if (!done || !node || Number.isNaN(sum)) result.textContent = done ? "" : `${head.text} is not computed yet at this step.`;
      else if (expected === null) result.textContent = `${name} is ${showInFull(sum)}.`;
      else {
        const engine = drawn?.mode === "forward" ? "The forward sweep" : "The backward sweep";
        result.textContent = agrees
          ? `${name} is ${showInFull(sum)}. ✓ ${engine} says ${showInFull(expected)}.`
          : `${name} is ${showInFull(sum)}, but ${engine.toLowerCase()} says ${showInFull(expected)}.`;
      }
    });
  }

  /** @param {Trace} trace @param {Formula} of @param {import("../chain.js").Line} line */
  function drawLine(trace, of, line) {
    const node = trace.nodes[line.node];
    if (!node) return;
    const row = make("div", { class: "term" });
    row.append(lead(partial(of, symbolOf(node))), make("span", { class: "sign" }, "="));
    const list = make("span", { class: "factors" });
    if (line.isOutput) list.append(make("span", { class: "factor seed" }, "seed"));
    for (const use of line.uses.slice(0, MOST_USES)) {
      if (list.childElementCount) list.append(make("span", { class: "sign" }, "+"));
      drawUse(trace, of, use, list);
    }
    if (line.uses.length > MOST_USES) list.append(`+ … ${line.uses.length - MOST_USES} uses more`);
    row.append(list);
    const { gradient } = node;
    if (gradient !== null) {
      const text = typeof gradient === "object" ? showShape(node.shape) : shown(gradient);
      const done = (/** @type {number} */ step) => (times.complete[node.id] ?? Infinity) <= step;
      const word = typeof gradient === "object" ? "shape" : "=";
      const place = number(() => text, done);
      place.title = showInFull(gradient);
      row.append(make("span", { class: "sign" }, word), make("span", { class: "product gradient" }, place));
    }
    sheet.append(row);
  }

  /** @param {Trace} trace @param {Formula} of @param {Use} use @param {HTMLElement} list */
  function drawUse(trace, of, use, list) {
    const [target, source] = [trace.nodes[use.upstream], trace.nodes[trace.edges[use.edge]?.source ?? -1]];
    if (!target || !source) return;
    if (!use.whole) {
      const arrays = target.shape.length > 0;
      list.append(
        make("span", { class: "upstream" }, math(partial(of, symbolOf(target)).mathml)),
        make("span", { class: "sign" }, arrays ? "⊙" : "·"),
      );
    }
    list.append(factorButton(use.factor, use.whole));
    if (use.summed) list.append(make("small", {}, `summed to ${showShape(source.shape) || "a number"}`));
  }

  /** @param {Factor} factor @param {boolean} whole whether the formula holds the upstream gradient */
  function factorButton(factor, whole) {
    const { edge, left, right, local, earlier } = factor;
    const symbol = right.text.includes("∂") && !whole ? left : right;
    const inner = needsBrackets(symbol.text) && !whole ? `<mo>(</mo>${symbol.mathml}<mo>)</mo>` : symbol.mathml;
    const seen = make("span", { class: "seen", "aria-hidden": "true" });
    if (!whole && symbol !== left) seen.append(make("small", { class: "partial" }, math(left.mathml)));
    seen.append(math(`<mrow>${inner}</mrow>`));
    const plain = local === null || whole || symbol.text === showExactly(local);
    const target = drawn?.edges[edge]?.target ?? -1;
    const filled = plain
      ? null
      : number(() => showFactor(local), (step) => (times.valued[target] ?? Infinity) <= step);
    if (filled) seen.append(filled);
    if (earlier) seen.append(make("small", { class: "mark" }, "already computed"));
    const heard = make("span", { class: "heard" });
    fillers.push(() => {
      const parts = [left.text, symbol !== left && right.text, filled?.textContent];
      const equal = parts.filter(Boolean).join(" = ");
      heard.textContent = earlier ? `${equal}, already computed ${earlier}` : equal;
    });
    const button = make(
      "button",
      {
        type: "button",
        class: earlier ? "factor earlier" : "factor",
        "data-edge": edge,
        title: earlier ? `already computed ${earlier}` : null,
      },
      heard, seen,
    );
    const light = () => store.set({ lit: edge });
    const unlight = () => {
      if (store.get().lit === edge) store.set({ lit: null });
    };
    button.addEventListener("pointerenter", light);
    button.addEventListener("focus", light);
    button.addEventListener("click", light);
    button.addEventListener("pointerleave", unlight);
    button.addEventListener("blur", unlight);
    return button;
  }

  /** A number that is blank until a step. @param {() => string} text @param {(step: number) => boolean} [known] */
  function number(text, known = () => true) {
    const place = make("span", { class: "number" });
    fillers.push((step) => {
      place.textContent = known(step) ? text() : "";
    });
    return place;
  }

  /** @param {number} edge @param {number} step */
  function flowed(edge, step) {
    const target = drawn?.edges[edge]?.target ?? -1;
    const list = drawn?.mode === "forward" ? times.valued[target] : times.flowed[edge];
    return (list ?? Infinity) <= step;
  }

  store.watch(["trace", "step", "formulaInput", "panel", "predicting", "digits"], (state) => {
    if (state.panel !== "formula") return;
    sheet.hidden = result.hidden = state.predicting;
    if (state.predicting || !state.trace) {
      explanation.textContent = state.predicting ? "Hidden while you predict the gradients." : "";
      drawn = null;
      return;
    }
    const focused = focusedFactor();
    const anew = state.trace !== drawn || state.formulaInput !== drawnFor || state.digits !== drawnDigits;
    if (anew) draw(state.trace, state.formulaInput);
    for (const fill of fillers) fill(state.step);
    if (anew && focused >= 0) buttons()[focused]?.focus({ preventScroll: true });
    showLit(state);
  });
  store.watch(["lit"], showLit);

  function buttons() {
    return [...sheet.querySelectorAll("button")];
  }

  /** Which factor has the focus, so that the same one has it after drawing anew. */
  function focusedFactor() {
    return buttons().findIndex((button) => button === document.activeElement);
  }

  /** @param {Readonly<State>} state */
  function showLit({ lit }) {
    for (const button of sheet.querySelectorAll("[data-edge]")) {
      button.classList.toggle("lit", lit !== null && button.getAttribute("data-edge") === String(lit));
    }
  }
}

/** @param {Formula | null} head */
function lead(head) {
  return make("span", { class: "lead" }, ...(head ? [math(head.mathml)] : []));
}

/** @param {Trace} trace @returns {Formula} */
function outputSymbol(trace) {
  const [first] = trace.outputs;
  const node = trace.nodes[first ?? -1];
  if (node && trace.outputs.length === 1) return symbolOf(node);
  const text = trace.output ?? "output";
  return { text, mathml: `<mi>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</mi>` };
}

/** @param {number} count */
function showCount(count) {
  return count < 1e6 ? count.toLocaleString("en") : count.toExponential(1).replace("e+", "e");
}

/** @param {Trace} trace @param {number} paths @param {number} reused */
function pathsText(trace, paths, reused) {
  const ways = paths === 1 ? "One path leads from it to the output" : `${paths} paths lead from it to the output: their products add`;
  const shared = reused === 0 ? "" : ` ${reused} ${reused === 1 ? "factor was" : "factors were"} already computed, and the backward sweep does not compute ${reused === 1 ? "it" : "them"} again.`;
  const forward = trace.mode === "forward" ? " Forward mode multiplies from the right." : "";
  return `${ways}.${shared}${forward}`;
}
