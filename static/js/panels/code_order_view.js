// The topological order of a program's nodes, with the one that works lit: the way of the loop forward, and reversed.

import { make } from "../page/build.js";
import { styled } from "../page/styled.js";

/** @typedef {import("./code.js").Order} Order */

export function mountOrder() {
  void styled("code-classes");
  const list = make("ol", {});
  const words = make("p", {}, "Topological order");
  const element = make("div", { class: "code-order", tabindex: 0, role: "region", "aria-label": "Topological order" }, words, list);
  /** @type {readonly string[]} */
  let written = [];

  return {
    element,
    /** @param {Order} order */
    show({ names, lit, reversed }) {
      if (names !== written) list.replaceChildren(...names.map((name) => make("li", {}, make("b", {}, name))));
      written = names;
      list.classList.toggle("reversed", reversed);
      const found = new Set(lit);
      /** @type {Element | null} */
      let last = null;
      for (const [k, row] of [...list.children].entries()) {
        if (found.has(k)) row.setAttribute("aria-current", "step");
        else row.removeAttribute("aria-current");
        if (found.has(k)) last = row;
      }
      if (last instanceof HTMLElement) bringIntoView(last);
    },
  };

  /** @param {HTMLElement} row */
  function bringIntoView({ offsetTop, offsetHeight }) {
    const { scrollTop, clientHeight } = element;
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight) element.scrollTop = offsetTop - offsetHeight / 2;
  }
}
