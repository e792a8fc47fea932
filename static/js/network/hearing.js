// What is pointed at and chosen in a drawing of a network, by pointer and by keys.

/**
 * @param {SVGSVGElement} svg
 * @param {(target: EventTarget | null) => void} point at something, or at nothing
 * @param {(target: EventTarget | null) => boolean} choose says whether there was something
 */
export function hear(svg, point, choose) {
  svg.addEventListener("pointerover", ({ target }) => point(target));
  svg.addEventListener("pointerleave", () => point(null));
  svg.addEventListener("focusin", ({ target }) => point(target));
  svg.addEventListener("focusout", () => point(null));
  svg.addEventListener("click", ({ target }) => choose(target));
  svg.addEventListener("keydown", (event) => {
    if ((event.key !== "Enter" && event.key !== " ") || !choose(event.target)) return;
    event.preventDefault();
    event.stopPropagation(); // the space bar is the story's elsewhere
  });
}
