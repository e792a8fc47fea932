// No function of the pages' own scripts is too long to read. What has state and many actions is a
// class, each of whose methods is counted.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "acorn";

const LONGEST = 60; // lines, as in Python
const SCRIPTS = new URL("../../static/js/", import.meta.url);
const FUNCTIONS = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

/** @typedef {import("acorn").Node & Record<string, any>} Node */

/**
 * The functions of a script with their lines, under the names that they are assigned to.
 * @param {Node} node @param {string} [name]
 * @returns {{ name: string, lines: number }[]}
 */
function functionsIn(node, name = "a function") {
  const called = node["id"]?.name ?? node["key"]?.name ?? name;
  const { start, end } = /** @type {import("acorn").SourceLocation} */ (node.loc);
  const inside = Object.values(node)
    .flat()
    .filter((part) => typeof part?.type === "string")
    .flatMap((part) => functionsIn(part, called));
  return FUNCTIONS.includes(node.type) ? [{ name: called, lines: end.line - start.line + 1 }, ...inside] : inside;
}

/** @param {string} text */
const lengthsOf = (text) => functionsIn(parse(text, { ecmaVersion: "latest", sourceType: "module", locations: true }));

test("lengths are those of all functions, however they are written", () => {
  const text = "class A {\n  #b = () => {\n  };\n  c() {\n    return [function () {}];\n  }\n}\nexport default (d) => d;";
  assert.deepEqual(lengthsOf(text), [
    { name: "b", lines: 2 },
    { name: "c", lines: 3 },
    { name: "c", lines: 1 },
    { name: "a function", lines: 1 },
  ]);
});

test(`no function is over ${LONGEST} lines`, () => {
  const files = readdirSync(SCRIPTS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  assert.ok(files.length > 100);
  const long = files.flatMap((file) =>
    lengthsOf(readFileSync(new URL(file, SCRIPTS), "utf8"))
      .filter(({ lines }) => lines > LONGEST)
      .map(({ name, lines }) => `${file}: ${name}, ${lines} lines`),
  );
  assert.deepEqual(long.sort(), []);
});
