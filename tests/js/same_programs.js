// Prints the names of those programs on stdin, `{name: [one, other]}`, that are not the same but for their remarks.

import { isDeepStrictEqual } from "node:util";
import { text } from "node:stream/consumers";
import { parse } from "acorn";

/** @param {string} program */
function tree(program) {
  return parse(program, { ecmaVersion: "latest", sourceType: "module" });
}

/** @param {string} program */
function read(program) {
  return JSON.parse(JSON.stringify(tree(program), (key, value) => (key === "start" || key === "end" ? undefined : value)));
}

/** @param {[string, string]} pair */
function isSame([one, other]) {
  // Of one text it remains to be seen that it is a program at all.
  return one === other ? Boolean(tree(one)) : isDeepStrictEqual(read(one), read(other));
}

const pairs = Object.entries(JSON.parse(await text(process.stdin)));
const others = pairs.filter(([, pair]) => !isSame(pair));
console.log(JSON.stringify(others.map(([name]) => name)));
