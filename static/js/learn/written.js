// The update as it stands in the program's text: the lines after the loss that let inputs learn. Pure.

import { offsetAt } from "../program/positions.js";

/** @typedef {NonNullable<import("../trace/types.js").Trace["update"]>} Update */
/** How a program is to learn. @typedef {{ rule: string, rate: number, names: readonly string[], times: number }} Chosen */

/** The step size of a line of an update. */
const RATE = /(-\s*=?\s*)(?:[\d.]+(?:[eE][+-]?\d+)?)(\s*\*\s*(?:\w+\s*\(\s*)?grad\s*\()/gu;

/** The lines of an update. @param {Chosen} chosen */
function linesOf({ rule, rate, names, times }) {
  const lines = names.map((name) => `${name} -= ${rate} * ${rule === "sgd" ? `grad(${name})` : `${rule}(grad(${name}))`}`);
  return times === 1 ? lines : [`for step in range(${times}):`, ...lines.map((line) => `    ${line}`)];
}

/** A program with an update at its end. @param {string} program @param {Chosen} chosen */
export const withUpdate = (program, chosen) => `${program.trimEnd()}\n${linesOf(chosen).join("\n")}\n`;

/**
 * A program with another update in the place of its own. Where only the step size is another, all else stays as it is
 * written.
 * @param {string} program @param {Update} update of this program @param {Chosen} chosen
 */
export function changedUpdate(program, { rule, parameters, times, source }, chosen) {
  const [start, end] = [offsetAt(program, source.line, source.column), offsetAt(program, source.end_line, source.end_column)];
  const written = program.slice(start, end);
  const isRate = rule === chosen.rule && times === chosen.times && parameters.join() === chosen.names.join();
  const isEach = written.match(RATE)?.length === parameters.length;
  const isAlone = /(?:^|\n)[ \t]*$/.test(program.slice(0, start));
  const anew = isRate && isEach ? written.replace(RATE, `$1${chosen.rate}$2`) : `${isAlone ? "" : "\n"}${linesOf(chosen).join("\n")}`;
  return program.slice(0, start) + anew + program.slice(end);
}
