// Which lines the chart has: losses and accuracies of training and test points, or the gradients of the layers.

/** @typedef {import("./curve_series.js").Series} Series */
/** @typedef {import("./draw_curves.js").Curves} Curves */
/** @typedef {import("./draw_curves.js").Run} Run */
/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} colour
 * @property {Series} series
 * @property {Run["curve"]} curve
 * @property {boolean} [dash]
 * @property {boolean} [share] it goes by the numbers at the right, from 0 to 1
 * @property {boolean} [noisy] a batch says something else than the next: it is drawn faintly, and its mean boldly
 */

const HUES = 5; // colours of the palette's classes

/** Every line, those of training points before those of test points. @param {Pick<Curves, "runs" | "loss" | "accuracy" | "norms">} model @returns {Line[]} */
export function linesOf({ runs, loss, accuracy, norms }) {
  const isAlone = runs.length === 1;
  if (norms) return runs.flatMap((run) => (isAlone ? layersOf(run) : endsOf(run)));
  return runs.flatMap(({ name, colour, curve }) => [
    ...(accuracy ? pair({ name: isAlone ? "accuracy" : name, colour: isAlone ? "positive" : colour, curve, share: true }, (one) => one.train_accuracy, (one) => one.test_accuracy) : []),
    ...(loss && isAlone ? [{ name: "mean error", colour: "negative", series: (/** @type {Curves["runs"][number]["curve"][number]} */ one) => one.mean_error, curve }] : []),
    ...(loss ? pair({ name: isAlone ? "loss" : name, colour, curve }, (one) => one.train_loss, (one) => one.test_loss) : []),
  ]);
}

/** @param {Omit<Line, "series" | "dash">} line @param {Series} train @param {Series} test @returns {Line[]} */
const pair = (line, train, test) => [{ ...line, series: train }, { ...line, name: "test", series: test, dash: true }];

/** Of one run the gradient of every layer. @param {Run} run @returns {Line[]} */
function layersOf({ curve }) {
  const count = layerCount(curve);
  return Array.from({ length: count }, (_, k) => {
    const isLast = k === count - 1;
    return { name: isLast ? "output" : `layer ${k + 1}`, colour: isLast ? "ink" : `class-${k % HUES}`, curve, noisy: true, series: ({ norms }) => (norms?.length === count ? norms[k] : null) };
  });
}

/** Of one among several that of the first layer and that of the output: how far apart they are tells enough. @param {Run} run @returns {Line[]} */
function endsOf({ name, colour, curve }) {
  return [
    { name, colour, curve, noisy: true, series: ({ norms }) => norms?.[0] },
    { name: "output", colour, curve, noisy: true, dash: true, series: ({ norms }) => norms?.at(-1) },
  ];
}

/** How many layers there are now. @param {Run["curve"]} curve */
const layerCount = (curve) => curve.findLast(({ norms }) => norms?.length)?.norms?.length ?? 0;

/** What the lines are, each once. @param {readonly Line[]} lines */
export function keyOf(lines) {
  const dashed = lines.find(({ dash }) => dash);
  const named = lines.filter(({ dash }) => !dash).map(({ name, colour }) => ({ name, colour, dash: false }));
  if (!dashed) return named;
  const first = dashed.noisy ? [{ name: "layer 1", colour: "quiet", dash: false }] : [];
  return [...named, ...first, { name: dashed.name, colour: "quiet", dash: true }];
}

/**
 * Where the names of lines stand that are named at their ends: the first and the last line are, the others where there is room.
 * @template T
 * @param {readonly { y: number, what: T }[]} ends from the first line to the last
 * @param {readonly [number, number]} between px
 * @param {number} apart px
 * @returns {{ y: number, what: T }[]}
 */
export function placedEnds(ends, [top, bottom], apart) {
  const [first, last] = [ends[0], ends.at(-1)];
  if (!first || !last) return [];
  const placed = spread(first === last ? [first] : [first, last], [top, bottom], apart);
  for (const end of ends.slice(1, -1)) {
    const isFree = end.y >= top && end.y <= bottom && placed.every(({ y }) => Math.abs(y - end.y) >= apart);
    if (isFree) placed.push(end);
  }
  return placed;
}

/**
 * The same in their order, moved as far as they have to be.
 * @template T
 * @param {readonly { y: number, what: T }[]} places @param {readonly [number, number]} between @param {number} apart
 */
function spread(places, [top, bottom], apart) {
  const sorted = [...places].sort((one, other) => one.y - other.y).map((place) => ({ ...place }));
  let least = top;
  for (const place of sorted) {
    place.y = Math.max(place.y, least);
    least = place.y + apart;
  }
  let most = bottom;
  for (const place of sorted.toReversed()) {
    place.y = Math.min(place.y, most);
    most = place.y - apart;
  }
  return sorted;
}
