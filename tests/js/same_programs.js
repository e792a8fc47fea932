// Prints the names of those programs on stdin, `{name: [one, other]}`, that are not the same but for their remarks.

import { isDeepStrictEqual } from "node:util";
import { text } from "node:stream/consumers";
import { parse } from "acorn";

/** @param {string} program */
function read(program) {
  const tree = parse(program, { ecmaVersion: "latest", sourceType: "module" });
  return JSON.parse(JSON.stringify(tree, (key, value) => (key === "start" || key === "end" ? undefined : value)));
}

const pairs = Object.entries(JSON.parse(await text(process.stdin)));
const others = pairs.filter(([, [one, other]]) => !isDeepStrictEqual(read(one), read(other)));
console.log(JSON.stringify(others.map(([name]) => name)));
