// The kinds of exercises: the lines of a backward pass, and sheets of questions. Pure.

/** By the names that links, files and the server have. @typedef {import("./types.js").Kind} Kind */

/** What is to be done, as the note says it; the server has the titles. @type {Readonly<Record<Kind, string>>} */
const TASKS = Object.freeze({
  backward: "Write the backward pass of this program: a line for each gradient, from the output back to the inputs.",
  blanks: "Fill in the blanks: each is an expression of Python, in any spelling that means the same.",
  predict: "Predict what this program computes: values first, then gradients, before the picture has them.",
  place: "Find the local derivative of each wire from the list.",
  order: "Put the steps of the backward sweep in an order in which each has all that it needs.",
  route: "Find the inputs to which a gate sends a zero gradient.",
  shapes: "Fill in the shapes: of values, of gradients, and how large a Jacobian would be.",
  mistake: "One line of this backward pass is wrong: find it, and write it as it should be.",
  derive: "Derive a gradient by the chain rule: one factor for each gate, from the output back.",
});

export const KINDS = /** @type {Kind[]} */ (Object.keys(TASKS));

/** @param {Kind} kind */
export const taskOf = (kind) => TASKS[kind];

/** Whether it is a listing with blanks, and not about the program. @param {Kind} kind */
export const isBlanks = (kind) => kind === "blanks";

/** Whether it is a sheet of questions. @param {Kind} kind */
export const isSheet = (kind) => kind !== "backward" && !isBlanks(kind);

/** Whether the values are what is asked for, so that the picture must not say them. @param {Kind} kind */
export const hidesValues = (kind) => kind === "predict" || kind === "shapes";
