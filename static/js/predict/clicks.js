// A wire of the picture is asked about by a click on it, or by Enter where it has the focus.

import { nearestWire } from "./pick.js";
import { isPredicting, sumKey, wireKey } from "./predict.js";

const DRAG = 6; // px that a click may move

/**
 * @param {HTMLElement} picture the frame whose wires are clicked
 * @param {import("../page/store.js").Store} store
 * @param {(key: string | null) => boolean} pick returns whether it is a question
 * @param {(options?: FocusOptions) => void} focus to where the answer is typed
 */
export function mountClicks(picture, store, pick, focus) {
  /** @type {{ x: number, y: number } | null} */
  let pressed = null;
  picture.addEventListener("pointerdown", ({ clientX: x, clientY: y }) => {
    pressed = { x, y };
  });
  // Before anybody else hears of it: a click on a wire goes to its step otherwise, and tells.
  picture.addEventListener(
    "click",
    (event) => {
      if (!isPredicting(store.get())) return;
      if (pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > DRAG) return;
      if (!pick(keyAt(picture, event))) return;
      event.stopPropagation();
      focus({ preventScroll: true });
    },
    true,
  );
  picture.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !isPredicting(store.get())) return;
    const target = /** @type {Element} */ (event.target);
    const [edge, node] = [target.getAttribute("data-edge"), target.getAttribute("data-node")];
    if (!pick(edge ? wireKey(Number(edge)) : node ? sumKey(Number(node)) : null)) return;
    event.preventDefault();
    event.stopPropagation();
    focus();
  });
}

/** The question under a click. @param {HTMLElement} picture @param {MouseEvent} event */
function keyAt(picture, event) {
  const target = /** @type {Element} */ (event.target);
  const node = target.closest("[data-node]");
  if (node && target.closest('[data-slot="total"]')) return sumKey(Number(node.getAttribute("data-node")));
  if (node) return null;
  const edge = target.closest("[data-edge]") ?? nearestWire(picture, event.clientX, event.clientY);
  return edge ? wireKey(Number(edge.getAttribute("data-edge"))) : null;
}
