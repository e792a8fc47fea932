// Drag the paper, not the numbers.

/** @param {HTMLElement} frame */
export function dragToPan(frame) {
  frame.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.button !== 0 || event.pointerType === "touch" || event.defaultPrevented) return;
    if (target.closest("[data-node], [data-edge], input")) return;
    const from = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
    /** @param {PointerEvent} moved */
    const move = (moved) => frame.scrollTo(from.x - moved.clientX, from.y - moved.clientY);
    const ending = new AbortController();
    const { signal } = ending;
    const stop = () => {
      frame.classList.remove("dragging");
      ending.abort();
    };
    frame.classList.add("dragging");
    addEventListener("pointermove", move, { signal });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, stop, { signal });
  });
}
