// The confusion matrix of the training points: which classes are taken for which.

import { make } from "../../page/build.js";
import { onAppearance } from "../../page/palette.js";
import { soon } from "../../chart/canvas.js";
import { css, mixed, readColours } from "../../chart/colours.js";
import { markImage, SHAPES } from "../../chart/marks.js";
import { className, shownFrame } from "./shown.js";

/** @typedef {import("../types.js").LabStore} LabStore */

/**
 * How many of each true class are decided as it, and of all; null where a class has no points.
 * @param {ArrayLike<number>} counts (classes · classes), rows true, columns decided
 * @param {number} classes
 */
export function rightShares(counts, classes) {
  let [right, all] = [0, 0];
  const byClass = Array.from({ length: classes }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < classes; column++) sum += counts[row * classes + column] ?? 0;
    const own = counts[row * classes + row] ?? 0;
    right += own;
    all += sum;
    return sum ? own / sum : null;
  });
  return { byClass, all: all ? right / all : null };
}

/** @param {number | null | undefined} share */
const percent = (share) => (typeof share === "number" ? `${(100 * share).toFixed(1)} %` : "–");

const SELDOM = 200; // ms between two drawings: nobody reads numbers faster

/**
 * @param {HTMLElement} element
 * @param {LabStore} store
 */
export function mountConfusion(element, store) {
  const root = make("div", { class: "lab-confusion" });
  element.append(root);
  let colours = readColours(element);
  let drawn = ""; // the numbers that are on the page

  const draw = soon(() => {
    const { data } = store.get();
    const frame = shownFrame(store.get());
    const confusion = frame?.arrays.confusion;
    const classes = data?.classes ?? 0;
    if (!frame || !confusion || !classes || confusion.data.length !== classes * classes) {
      drawn = "";
      root.replaceChildren(make("p", {}, data && !classes ? "A regression has no classes to confuse." : "Nothing is decided yet."));
      return;
    }
    const now = [...confusion.data, frame.train_accuracy, frame.test_accuracy].join();
    if (now === drawn) return;
    drawn = now;
    const shares = rightShares(confusion.data, classes);
    const all = Array.from({ length: classes }, (_, k) => k);
    /** @param {number} k */
    const mark = (k) => markImage(SHAPES[k] ?? "circle", css(colours.classes[k] ?? colours.ink), css(colours.ink));
    const rows = all.map((row) => {
      const counts = all.map((column) => confusion.data[row * classes + column] ?? 0);
      const sum = counts.reduce((total, count) => total + count, 0);
      return make("tr", {}, make("th", { scope: "row" }, mark(row), className(row, data?.class_names)),
        ...counts.map((count, column) => {
          const cell = make("td", { class: row === column ? "right" : "" }, String(count));
          const full = row === column ? colours.positive : colours.negative;
          cell.style.background = css(mixed(colours.paper, full, sum ? (0.42 * count) / sum : 0));
          return cell;
        }),
        make("td", { class: "share" }, percent(shares.byClass[row])));
    });
    root.replaceChildren(
      make("table", {},
        make("caption", {}, "Training points: rows are the true classes, columns what is decided"),
        make("thead", {}, make("tr", {}, make("td", {}), ...all.map((k) => make("th", { scope: "col" }, mark(k), String(k))), make("th", { scope: "col" }, "right"))),
        make("tbody", {}, ...rows)),
      make("p", {}, `Accuracy: training ${percent(frame.train_accuracy ?? shares.all)}`, ...(frame.test_accuracy === null || frame.test_accuracy === undefined ? [] : [`, test ${percent(frame.test_accuracy)}`])),
    );
  }, { every: SELDOM });

  onAppearance(element, () => {
    colours = readColours(element);
    drawn = "";
    draw();
  });
  store.watch(["frame", "data", "explained"], draw);
}
