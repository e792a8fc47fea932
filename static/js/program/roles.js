// What the tokens of a program mean: which names are inputs, which are computed, which are functions. Pure.
//
// It is read off the text alone, and at once: the colours are there while the server has yet to answer, and
// for a text that it cannot read.

import { isSigned } from "./tokens.js";

/** @typedef {import("./tokens.js").Row} Row */
/** @typedef {import("./tokens.js").Token} Token */

/**
 * `own` is a function of the program itself, `option` a keyword of a call, `part` what stands behind a dot.
 * @typedef {"keyword" | "input" | "name" | "gate" | "own" | "option" | "part" | "number" | "sign" | "remark" | "string"} Role
 */

/** A token whose role is sought, with the place for it. @typedef {{ token: Token, line: number, k: number }} Met */

const KEYWORDS = new Set([
  "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "False", "finally",
  "for", "from", "global", "if", "import", "in", "is", "lambda", "None", "nonlocal", "not", "or", "pass", "raise", "return", "True",
  "try", "while", "with", "yield",
]);
/** Of what numbers are made without computing: the language's own makers, and those of pasted code. */
const MAKERS = new Set([
  "const", "zeros", "ones", "eye", "randn", "uniform", "arange", "onehot", "shape",
  "array", "asarray", "tensor", "Tensor", "Value", "Variable", "np", "numpy", "torch", "jnp",
]);
const ASSIGNS = /^(?:[-+*/@%&|^]|\*\*|\/\/|<<|>>)?=$/;
const OPENING = /^[([{]$/;
const CLOSING = /^[)\]}]$/;
const PLAIN = /** @type {const} */ ({ number: "number", sign: "sign", remark: "remark", string: "string", space: null, other: null, word: null });

/**
 * The role of every token of a program, line by line.
 * @param {readonly Row[]} rows
 * @returns {(Role | null)[][]}
 */
export function rolesOf(rows) {
  const roles = rows.map(({ tokens }) => tokens.map(({ kind }) => /** @type {Role | null} */ (PLAIN[kind])));
  const reading = new Reading(roles);
  for (const statement of statementsOf(rows)) reading.read(statement);
  return roles;
}

/** The tokens of each statement, without spaces and remarks. @param {readonly Row[]} rows */
function statementsOf(rows) {
  /** @type {Met[][]} */
  const statements = [];
  /** @type {Met[]} */
  let now = [];
  let depth = 0;
  const end = () => {
    if (now.length > 0) statements.push(now);
    now = [];
  };
  for (const [line, { tokens }] of rows.entries()) {
    for (const [k, token] of tokens.entries()) {
      if (token.kind === "space" || token.kind === "remark") continue;
      if (token.kind === "sign" && token.text === ";" && depth === 0) {
        end();
        continue;
      }
      now.push({ token, line, k });
      if (token.kind !== "sign") continue;
      if (OPENING.test(token.text)) depth += 1;
      else if (CLOSING.test(token.text)) depth = Math.max(depth - 1, 0);
      else if (token.text === ":" && depth === 0) end();
    }
    if (depth === 0) end();
  }
  end();
  return statements;
}

/** A program that is read statement by statement: what its names mean so far. */
class Reading {
  #roles;
  /** @type {Map<string, Role>} */
  #names = new Map();
  /** The function that is being read: its own names, the line it begins on, how far that is indented. @type {{ names: Map<string, Role>, line: number, indent: number } | null} */
  #inside = null;

  /** @param {(Role | null)[][]} roles to be filled */
  constructor(roles) {
    this.#roles = roles;
  }

  /** @param {readonly Met[]} statement */
  read(statement) {
    const [first] = /** @type {[Met]} */ (statement);
    const begun = this.#inside;
    if (begun && first.line > begun.line && first.token.start <= begun.indent) this.#inside = null;
    if (first.token.kind === "word" && first.token.text === "def") this.#define(statement);
    else if (first.token.kind === "word" && first.token.text === "for") this.#loop(statement);
    else this.#compute(statement);
  }

  /** `def f(x, b=1):` @param {readonly Met[]} statement */
  #define(statement) {
    const [first, name, ...rest] = /** @type {[Met, ...Met[]]} */ (statement);
    this.#put(first, "keyword");
    if (name?.token.kind === "word") {
      this.#put(name, "own");
      this.#names.set(nameOf(name), "own");
    }
    this.#inside = { names: new Map(), line: first.line, indent: first.token.start };
    for (const [k, met] of rest.entries()) {
      if (met.token.kind !== "word") continue;
      if (/^[(,]$/.test(rest[k - 1]?.token.text ?? "")) this.#bind(met, "name");
      else this.#put(met, KEYWORDS.has(met.token.text) ? "keyword" : "name");
    }
  }

  /** `for i in range(3):` @param {readonly Met[]} statement */
  #loop(statement) {
    const until = statement.findIndex(({ token }) => token.text === "in");
    const bound = statement.slice(1, until < 0 ? statement.length : until).filter(({ token }) => token.kind === "word");
    for (const met of bound) this.#bind(met, "name");
    this.#express(statement.filter((met) => !bound.includes(met)));
  }

  /** @param {readonly Met[]} statement an assignment, or an expression */
  #compute(statement) {
    let depth = 0;
    let last = -1;
    for (const [k, { token }] of statement.entries()) {
      if (token.kind !== "sign") continue;
      if (OPENING.test(token.text)) depth += 1;
      else if (CLOSING.test(token.text)) depth -= 1;
      else if (depth === 0 && ASSIGNS.test(token.text)) last = k;
    }
    const value = statement.slice(last + 1);
    this.#express(value);
    const role = this.#inside === null && statement[last]?.token.text === "=" && isLeaf(value) ? "input" : "name";
    const isStep = value.some(({ token }) => token.text === "grad"); // what takes a step stays what it is
    for (const met of statement.slice(0, Math.max(last, 0))) {
      if (met.token.kind === "word") this.#bind(met, isStep ? (this.#names.get(nameOf(met)) ?? "input") : role);
    }
  }

  /** @param {readonly Met[]} tokens */
  #express(tokens) {
    /** @type {string[]} */
    const brackets = [];
    for (const [k, met] of tokens.entries()) {
      const { kind, text } = met.token;
      if (kind === "sign" && OPENING.test(text)) brackets.push(text);
      else if (kind === "sign" && CLOSING.test(text)) brackets.pop();
      const before = tokens[k - 1];
      if (kind === "number" && before?.line === met.line && before.token.end === met.token.start) {
        if (isSigned(tokens[k - 2]?.token, before.token, tokens[k + 1]?.token)) this.#put(before, "number");
      }
      if (kind !== "word") continue;
      const next = tokens[k + 1]?.token.text;
      const isOption = next === "=" && brackets.at(-1) === "(";
      this.#put(met, isOption ? "option" : this.#roleOf(nameOf(met), before?.token.text, next));
    }
  }

  /** @param {string} name @param {string | undefined} before @param {string | undefined} next @returns {Role} */
  #roleOf(name, before, next) {
    if (before === ".") return next === "(" ? "gate" : "part";
    if (KEYWORDS.has(name)) return "keyword";
    const known = this.#inside?.names.get(name) ?? this.#names.get(name);
    if (next === "(") return known === "own" ? "own" : "gate";
    if (known !== undefined) return known;
    return next === "." && MAKERS.has(name) ? "part" : "input"; // what nobody binds is given with the request
  }

  /** @param {Met} met @param {Role} role */
  #bind(met, role) {
    this.#put(met, role);
    (this.#inside?.names ?? this.#names).set(nameOf(met), role);
  }

  /** @param {Met} met @param {Role} role */
  #put({ line, k }, role) {
    const roles = this.#roles[line];
    if (roles) roles[k] = role;
  }
}

/** A name as it is compared. @param {Met} met */
const nameOf = ({ token }) => token.text.normalize("NFKC");

/** Whether what is bound is numbers, and nothing that is computed. @param {readonly Met[]} value */
function isLeaf(value) {
  const numbers = value.some(({ token }) => token.kind === "number");
  const made = value.every(({ token }, k) => {
    if (token.kind !== "word") return true;
    return MAKERS.has(token.text) || KEYWORDS.has(token.text) || value[k + 1]?.token.text === "=" || value[k - 1]?.token.text === ".";
  });
  return numbers && made;
}
