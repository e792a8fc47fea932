// The picture of the forward program, into which the student's own numbers come as they are written.

import { makeSvg } from "../page/build.js";
import { elementsOf } from "../picture/elements.js";
import { fitOf } from "../picture/fit.js";
import { Painter } from "../picture/paint.js";
import { makePicture } from "../picture/picture.js";
import { DIGITS } from "../trace/numbers.js";
import { isSheet } from "./kinds.js";
import { writtenOn } from "./numbers.js";
import { sheetOn } from "./sheet_numbers.js";

/** @typedef {import("./types.js").ExerciseStore} ExerciseStore */

const AROUND = 4; // px of the drawing between a number and its box
const SIGN = 16;

/** @param {HTMLElement} frame @param {ExerciseStore} store */
export function mountWires(frame, store) {
  const picture = makePicture(frame);
  const stage = frame.parentElement ?? frame;
  /** @type {Painter | null} */
  let painter = null;

  function paint() {
    const state = store.get();
    const { story, checked } = state;
    const svg = picture.svg();
    if (!story || !svg || !painter) return;
    if (isSheet(state.kind)) {
      for (const mark of svg.querySelectorAll(".exercise-mark")) mark.remove();
      for (const slot of svg.querySelectorAll("[data-standing]")) slot.removeAttribute("data-standing");
      painter.paint(sheetOn(story.trace, story.forward, state, DIGITS));
      return;
    }
    const { moment, standings, uses } = writtenOn(story.trace, story.forward, checked, DIGITS);
    painter.paint(moment);
    const drawn = elementsOf(svg);
    for (const mark of svg.querySelectorAll(".exercise-mark")) mark.remove();
    for (const [id, standing] of standings) {
      const edge = story.trace.edges.find(({ source, contribution }) => source === id && contribution !== null);
      const slot = uses[id] === 1 && edge ? drawn.edge(edge.id)?.querySelector('[data-slot="back"]') : drawn.node(id)?.querySelector('[data-slot="total"]');
      if (!(slot instanceof SVGGraphicsElement)) continue;
      slot.classList.toggle("exercise-wrong", standing === "wrong");
      slot.setAttribute("data-standing", standing);
      if (standing === "wrong") markWrong(slot);
    }
  }

  store.watch(["story"], ({ story }) => {
    painter = null;
    if (!story) {
      picture.clear();
      return;
    }
    picture.show(story.svg);
    const svg = picture.svg();
    if (!svg) return;
    for (const title of svg.querySelectorAll("[data-edge] > title")) title.remove(); // it says the local derivative
    for (const lit of svg.querySelectorAll(".cr-now")) lit.classList.remove("cr-now"); // the last step of the forward pass
    painter = new Painter(svg, story.trace, null);
    paint();
    picture.announce();
  });
  store.watch(["checked", "kind", "sheet", "marks", "at"], paint);
  return {
    fit: () => fitOf({ width: stage.clientWidth, height: stage.clientHeight }, store.get().presenting),
    /** @param {() => void} resized */
    onResized: (resized) => new ResizeObserver(() => {
      resized();
      paint(); // what was not to be seen had no sizes
    }).observe(stage),
  };
}

/** A dashed box around a number, and a cross behind it. @param {SVGGraphicsElement} slot */
function markWrong(slot) {
  const shown = slot.querySelector("text") ?? slot.querySelector("g");
  const box = (shown?.textContent || shown?.childElementCount) && shown instanceof SVGGraphicsElement ? shown.getBBox() : null;
  if (!box || box.width === 0) return;
  const [x, y, width, height] = [box.x - AROUND, box.y - AROUND / 2, box.width + 2 * AROUND, box.height + AROUND];
  const place = shown?.closest("g") ?? slot;
  const hasBox = shown?.textContent?.includes("?"); // of what is not known, which has one of its own
  place.append(
    ...(hasBox ? [] : [makeSvg("rect", { class: "exercise-mark exercise-box", x, y, width, height, rx: 5 })]),
    makeSvg("text", { class: "exercise-mark exercise-cross", x: x + width + SIGN / 2, y: y + height / 2 + 5 }, "✗"),
  );
}
