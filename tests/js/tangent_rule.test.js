import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { tangentRule } from "../../static/js/trace/tangent_rule.js";

/** @typedef {import("../../static/js/trace/types.js").Trace} Trace */

const golden = JSON.parse(readFileSync(new URL("../data/stories.json", import.meta.url), "utf-8"));
/** @type {Trace[]} */
const stories = Object.values(golden.stories).map(({ trace }) => trace);
const forward = stories.filter(({ mode }) => mode === "forward");

test("every gate of a forward story has its rule, and the rule has its numbers right", () => {
  assert.ok(forward.length > 0);
  for (const trace of forward) {
    for (const node of trace.nodes.filter(({ kind }) => kind === "gate")) {
      const rule = tangentRule(trace, node, 10);
      assert.ok(rule, node.symbol.text);
      const [, numbers, result] = / = ([^=]*) = ([^=]*)$/.exec(rule.text) ?? [];
      if (numbers === undefined || result === undefined) continue;
      const plain = numbers.replaceAll("−", "-").replaceAll(/[()]/g, "");
      const sum = plain.split(" + ").reduce((all, term) => all + term.split(" · ").map(Number).reduce((a, b) => a * b), 0);
      assert.ok(Math.abs(sum - Number(node.tangent)) < 1e-6 * Math.max(1, Math.abs(sum)), rule.text);
    }
  }
});
