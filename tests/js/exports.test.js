import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const TESTS = new URL(".", import.meta.url);
const SCRIPTS = new URL("../../static/js/", import.meta.url);

/** @param {URL} folder @returns {Map<string, string>} the text of every script, by its path in the folder */
function scripts(folder) {
  const found = readdirSync(folder, { recursive: true, encoding: "utf-8" }).filter((path) => path.endsWith(".js") && !path.includes("node_modules"));
  return new Map(found.map((path) => [path, readFileSync(new URL(path, folder), "utf-8")]));
}

/** Every name that a script takes from another. @param {string} text */
function taken(text) {
  const lists = [...text.matchAll(/(?:import|const)\s*\{([^}]*)\}\s*(?:from|=\s*await import)/g)].flatMap((match) => (match[1] ?? "").split(","));
  const names = lists.map((name) => name.split(/:| as /)[0]?.trim());
  const wholes = [...text.matchAll(/import \* as (\w+)/g)].flatMap(([, whole]) => [...text.matchAll(new RegExp(`\\b${whole}\\.(\\w+)`, "g"))]);
  const late = [...text.matchAll(/import\("[^"]*"\)\)?\)?\.(?:then\(\s*\(view\) => view\.)?(\w+)/g)];
  return new Set([...names, ...[...wholes, ...late].map((match) => match[1])]);
}

/** @param {string} text */
function given(text) {
  const single = [...text.matchAll(/^export (?:async )?(?:function\*?|const|let|class) (\w+)/gm)].map((match) => match[1] ?? "");
  const many = [...text.matchAll(/^export (?:const )?\{([^}]*)\}/gm)].flatMap((match) => (match[1] ?? "").split(","));
  return [...single, ...many.map((name) => name.split(/:| as /).at(-1)?.trim() ?? "").filter(Boolean)];
}

test("what a script exports is taken by another, or by a test", () => {
  const pages = scripts(SCRIPTS);
  const stand = readFileSync(new URL("../browser/lab_stand.html", TESTS), "utf-8");
  const used = [...pages.values(), ...scripts(TESTS).values(), stand].map(taken).reduce((all, names) => new Set([...all, ...names]));
  const unused = [...pages].flatMap(([path, text]) => given(text).filter((name) => !used.has(name)).map((name) => `${path}: ${name}`));
  assert.deepEqual(unused, []);
});
