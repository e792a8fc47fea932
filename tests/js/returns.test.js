// A function that gives something back does so at every return: TypeScript lets a bare `return`
// pass where the result is inferred, and who asks for it takes the nothing for a no.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SCRIPTS = fileURLToPath(new URL("../../static/js", import.meta.url));
const CONTROL = /^\s*(?:\} )?(?:if|else|for|while|do|switch|case|default|try|catch|finally)\b/;

/** How far a line is indented. @param {string} line */
const depth = (line) => line.search(/\S/);

/** Where functions return both nothing and something, by their indentation. @param {string} name @param {string} text */
function undecided(name, text) {
  const lines = text.split("\n");
  /** The line that a function begins with which another line belongs to. @param {number} at */
  function owner(at) {
    let inner = depth(lines[at] ?? "");
    for (let k = at; k >= 0; k -= 1) {
      const line = lines[k] ?? "";
      const opens = line.trimEnd().endsWith("{") && (k === at ? false : depth(line) < inner);
      if (!opens || depth(line) < 0) continue;
      inner = depth(line);
      if (!CONTROL.test(line)) return k;
    }
    return -1;
  }
  const bare = lines.flatMap((line, k) => (/(?:^|[\s)])return;/.test(line) ? [k] : []));
  const full = new Set(lines.flatMap((line, k) => (/^\s*(?:(?:if|else)\b.*\s)?return [^;]/.test(line) ? [owner(k)] : [])));
  return bare.filter((k) => full.has(owner(k))).map((k) => `${name}:${k + 1}`);
}

test("no function returns something here and nothing there", () => {
  const names = readdirSync(SCRIPTS, { recursive: true, encoding: "utf-8" }).filter((name) => name.endsWith(".js"));
  assert.ok(names.length > 50);
  assert.deepEqual(names.flatMap((name) => undecided(name, readFileSync(join(SCRIPTS, name), "utf-8"))), []);
});

test("a bare return is found beside another, and not across functions", () => {
  assert.deepEqual(undecided("a.js", "function f(x) {\n if (x) return;\n return true;\n}"), ["a.js:2"]);
  assert.deepEqual(undecided("b.js", "function f(x) {\n if (x) return;\n g(() => {\n  return 1;\n });\n}"), []);
});
