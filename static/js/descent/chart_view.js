// A chart that is drawn when it is in sight and something of the state has changed.

import { cleared, soon, textScale } from "../chart/canvas.js";
import { make } from "../page/build.js";
import { onAppearance } from "../page/palette.js";
import { pageColours } from "./page_colours.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {{ context: CanvasRenderingContext2D, width: number, height: number, text: number, colours: import("./page_colours.js").PageColours }} Sheet */

/**
 * @param {HTMLElement} element
 * @param {import("./types.js").DescentStore} store
 * @param {readonly (keyof State)[]} parts of the state that it shows
 * @param {(sheet: Sheet, state: Readonly<State>) => void} draw
 * @param {Record<string, string>} attributes of its canvas
 */
export function mountChart(element, store, parts, draw, attributes) {
  const canvas = make("canvas", attributes);
  const frame = make("div", { class: "chart-frame" }, canvas);
  element.append(frame);
  /** @type {import("./page_colours.js").PageColours | null} */
  let colours = null;
  let text = 1;
  const paint = soon(() => {
    const { clientWidth: width, clientHeight: height } = frame;
    const context = width > 0 && height > 0 ? cleared(canvas, width, height) : null;
    if (context) draw({ context, width, height, text, colours: (colours ??= pageColours(frame)) }, store.get());
  });
  store.watch(parts, paint);
  const measure = () => {
    colours = null;
    text = textScale();
    paint();
  };
  new ResizeObserver(measure).observe(frame);
  onAppearance(frame, measure);
  store.watch(["presenting"], () => void requestAnimationFrame(measure)); // once the page has taken its new look
  return { canvas, paint };
}
