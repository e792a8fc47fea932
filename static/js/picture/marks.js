// Which gates are marked to be a block, and what is said of them. Pure.

/** @typedef {import("../trace/types.js").Trace} Trace */
/** @typedef {import("../trace/types.js").State} State */
/** @typedef {import("../trace/types.js").Schemas["BlockAnswer"]} BlockAnswer */
/** @typedef {import("./boxes.js").Box} Box */

/** Names that are listed, of however many there are. */
const LISTED = 4;

/** The marks with those of some gates turned over; inputs stay outside of a block. @param {Trace} trace @param {readonly number[]} marks @param {readonly number[]} nodes */
export function turned(trace, marks, nodes) {
  const gates = nodes.filter((id) => trace.nodes[id]?.kind === "gate");
  const left = marks.filter((id) => !gates.includes(id));
  return [...left, ...gates.filter((id) => !marks.includes(id))].toSorted((a, b) => a - b);
}

/** The marks with more gates. @param {Trace} trace @param {readonly number[]} marks @param {readonly number[]} nodes */
export function joined(trace, marks, nodes) {
  return turned(trace, marks, nodes.filter((id) => !marks.includes(id)));
}

/** What some nodes are called: `q, t and the +`. @param {Trace} trace @param {readonly number[]} nodes */
export function namesOf(trace, nodes) {
  const names = nodes.slice(0, LISTED).map((id) => {
    const node = trace.nodes[id];
    return node?.label ?? node?.name ?? `the ${node?.glyph ?? "gate"}`;
  });
  const more = nodes.length - names.length;
  const listed = more > 0 ? [...names, `${more} more`] : names;
  const last = listed.pop() ?? "nothing";
  return listed.length ? `${listed.join(", ")} and ${last}` : last;
}

/** What is said of the marks. @param {Trace} trace @param {readonly number[]} marks @param {BlockAnswer | null} answer */
export function told(trace, marks, answer) {
  if (marks.length === 0) return "Click the gates of the block, or draw a frame around them with Shift.";
  const count = marks.length === 1 ? `Marked: ${namesOf(trace, marks)}.` : `${marks.length} gates marked.`;
  if (!answer) return count;
  if (answer.why) return `${count.slice(0, -1)}; ${answer.why}.`;
  return `${count} The block reads ${namesOf(trace, answer.operands)} and gives ${namesOf(trace, [answer.result])}.`;
}

/** The call that all marked nodes are, or stand in; null where there is none. @param {Trace} trace @param {readonly number[]} marks */
export function callOf(trace, marks) {
  const keys = new Set(marks.map((id) => {
    const part = trace.parts.find(({ node, kind }) => node === id && kind === "call");
    const around = trace.parts.find(({ kind, open, group }) => kind === "call" && open && group[0] === trace.nodes[id]?.group[0]);
    return part?.group[0] ?? around?.group[0] ?? null;
  }));
  const [key] = keys;
  return keys.size === 1 && key ? key : null;
}

/**
 * The state with a program whose parts were regrouped: what was closed and opened stays so where it is still there.
 * @param {Readonly<State>} state @param {{ program: string, calls: readonly string[], gates: readonly string[] }} answer @param {string | null} key of a new block, which is folded
 * @returns {Partial<State>}
 */
export function regrouped(state, { program, calls, gates }, key) {
  const { trace, detail } = state;
  /** @param {"call" | "gate"} kind @param {boolean} open */
  const seen = (kind, open) => (trace?.parts ?? []).filter((part) => part.kind === kind && part.open === open).map((part) => part.key);
  const closed = (detail === "gates" ? state.closed : seen("call", false)).filter((one) => calls.includes(one));
  const opened = (detail === "gates" ? state.opened : seen("gate", true)).filter((one) => gates.includes(one));
  const folding = detail === "blocks" ? {} : { detail: "gates", closed: key === null ? closed : [...closed, key], opened };
  return { program, ...folding, regrouped: { from: state.program, to: program }, selected: null, lit: null };
}

/** Which boxes a frame holds the middle of. @param {Box} frame @param {readonly { id: number, box: Box }[]} boxes */
export function framed({ left, top, right, bottom }, boxes) {
  return boxes.flatMap(({ id, box }) => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return x >= left && x <= right && y >= top && y <= bottom ? [id] : [];
  });
}
