// The tab of the ends: a histogram of the final losses.

import { FONT } from "../chart/canvas.js";
import { make } from "../page/build.js";
import { mountChart } from "./chart_view.js";
import { endsOf } from "./ends.js";
import { boxOf } from "./frame.js";
import { shortNumber } from "./outcome.js";

/** @param {HTMLElement} element @param {import("./types.js").DescentStore} store */
export function mountEnds(element, store) {
  mountChart(element, store, ["runs", "tab", "ground", "presenting"], draw, { class: "ends-chart", role: "img", "aria-label": "How many descents end at which loss" });
  const told = make("p", { class: "ends-told" });
  element.append(told);
  store.watch(["runs", "starts"], ({ runs, starts }) => {
    const { bins, lost } = endsOf(runs);
    const gone = lost ? ` ${lost} diverged.` : "";
    const same = bins.length === 1 && runs.length > 1 ? ` All end at the same loss, ${endText(bins[0]?.to ?? NaN)}.` : "";
    told.textContent = starts > 1 ? `${runs.length} starts.${same}${gone}` : `Choose more starts to see where they end.${gone}`;
  });
}

/** A loss that is as good as none is 0. @param {number} loss */
const endText = (loss) => shortNumber(Math.abs(loss) < 1e-3 ? 0 : Number(loss.toPrecision(3)));

/** @param {import("./chart_view.js").Sheet} sheet @param {Readonly<import("./types.js").State>} state */
function draw({ context, width, height, text, colours }, { runs, ground }) {
  const { bins } = endsOf(runs);
  if (!bins.length) return;
  const box = boxOf(width, height, text);
  const most = Math.max(...bins.map(({ count }) => count));
  const each = Math.min((box.right - box.left) / bins.length, 90 * text);
  const begin = box.left + (box.right - box.left - each * bins.length) / 2;
  context.font = `${13 * text}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  bins.forEach(({ count, from, to }, k) => {
    const high = ((box.bottom - box.top - 20 * text) * count) / most;
    const x = begin + k * each;
    context.fillStyle = colours.rules(runs[0]?.rule ?? "");
    context.fillRect(x + 1, box.bottom - high, each - 2, high);
    context.fillStyle = colours.ink;
    if (count) context.fillText(String(count), x + each / 2, box.bottom - high - 10 * text);
    context.fillStyle = colours.quiet;
    const isEnd = k === 0 || k === bins.length - 1;
    if (isEnd) context.fillText(endText(k ? to : from), x + each / 2, box.bottom + 12 * text);
  });
  context.fillStyle = colours.quiet;
  context.fillRect(box.left, box.bottom, box.right - box.left, 1);
  context.fillStyle = colours.ink;
  context.fillText(`final ${ground?.output ?? "loss"}`, (box.left + box.right) / 2, box.bottom + (bins.length > 1 ? 12 : 27) * text);
}
