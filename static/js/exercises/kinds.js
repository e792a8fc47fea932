// The kinds of exercises: the lines of a backward pass, and sheets of questions. Pure.

/** @typedef {import("./types.js").Kind} Kind */

/** By the names that links, files and the server have; the server has their titles and tasks. @type {readonly Kind[]} */
export const KINDS = Object.freeze(["backward", "blanks", "predict", "place", "order", "route", "shapes", "mistake", "derive"]);

/** Whether it is a listing with blanks, and not about the program. @param {Kind} kind */
export const isBlanks = (kind) => kind === "blanks";

/** Whether it is a sheet of questions. @param {Kind} kind */
export const isSheet = (kind) => kind !== "backward" && !isBlanks(kind);

/** Whether the values are what is asked for, so that the picture must not say them. @param {Kind} kind */
export const hidesValues = (kind) => kind === "predict" || kind === "shapes";
