// What differs from one update to the next, in words and as lines of the update rule's code. Pure.

/** @typedef {import("./types.js").Chosen} Chosen */
/** @typedef {import("./types.js").Rule} Rule */

/** The options of the rules beside their rate, as fields show them. */
export const OPTIONS = Object.freeze([
  { name: "momentum", symbol: "μ", title: "Momentum μ", high: 0.9999 },
  { name: "beta1", symbol: "β₁", title: "Adam β₁", high: 0.9999 },
  { name: "beta2", symbol: "β₂", title: "Adam β₂", high: 0.999999 },
  { name: "decay", symbol: "ρ", title: "RMSprop ρ", high: 0.9999 },
  { name: "rho", symbol: "ρ", title: "Adadelta ρ", high: 0.9999 },
]);

/** What of a descent is not as usual, in few words. @param {Readonly<Chosen>} chosen */
export function variesText({ schedule, rates, options, rules, noise, batch }) {
  const own = rules.filter((rule) => rates[rule] !== undefined).length;
  const words = [
    schedule.name === "constant" ? "" : `schedule ${schedule.name}`,
    noise ? `noise ${noise}` : "",
    batch ? `batches of ${batch}` : "",
    ...OPTIONS.filter(({ name }) => options[name] !== undefined).map(({ name, symbol }) => `${symbol} ${options[name]}`),
    own && rules.length > 1 ? `${own} own rate${own === 1 ? "" : "s"}` : "",
  ].filter(Boolean).join(", ");
  return words.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** Where mini-batches come from. @param {import("./types.js").Batches | null} batches */
export function batchesText(batches) {
  if (!batches) return "";
  const { names, rows, epoch, scale } = batches;
  const updates = epoch === 1 ? "1 update" : `${epoch} updates`;
  return `Of the ${rows} rows of ${names.join(", ")}; an epoch has ${updates}.${scale === 1 ? "" : ` The loss is a sum over them, so that each gradient counts ${Number(scale.toPrecision(3))} times.`}`;
}

/**
 * A rule's code with what varies in it. A factor is written with the count of the updates before, `t - 1`.
 * @param {Rule} rule @param {Readonly<Chosen>} chosen @param {readonly import("./types.js").ScheduleRow[]} schedules
 * @returns {Rule}
 */
export function variedRule(rule, { schedule, rates, rate, options, updates, noise, batch, seed }, schedules) {
  const settled = rates[rule.name] ?? rate;
  const factor = filled(schedules.find(({ name }) => name === schedule.name)?.factor ?? "", { ...schedule, update: "(t - 1)" });
  const head = [`rate = ${settled}; n = ${updates}${noise ? `; σ = ${noise}` : ""}`, ...(noise ? [`rng = np.random.default_rng(${seed})`] : [])];
  const lines = rule.lines.map((line) => filled(line, { ...rule.options, ...options }));
  const before = lines.slice(0, rule.gradient);
  const [, ...after] = lines.slice(rule.gradient);
  const inside = [
    ...(factor ? [`    rate = ${settled} * (${factor})`] : []),
    `    g = gradient(w${batch ? `, batch(t, ${batch})` : ""})`,
    ...(noise ? ["    g = g + σ * rng.standard_normal(len(w))"] : []),
    ...after,
  ];
  return { ...rule, lines: [...head, ...before, ...inside], gradient: head.length + before.length };
}

/** A text with what its holes are for. @param {string} text @param {Readonly<Record<string, string | number>>} values */
const filled = (text, values) => text.replaceAll(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
