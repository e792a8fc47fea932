import assert from "node:assert/strict";
import test from "node:test";

import { quoted, toCsv } from "../../static/js/trace/csv.js";
import { leaf, trace } from "./tracing.js";

test("a text that a spreadsheet would run is marked as text, and a number stays a number", () => {
  for (const [field, written] of /** @type {[string, string][]} */ ([
    ["=1+1", "'=1+1"],
    ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["-1+1", "'-1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "\"'\r=1\""],
    ['=HYPERLINK("x","y")', "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""],
    ["-2", "-2"],
    ["-2.5e-7", "-2.5e-7"],
    ["-Infinity", "-Infinity"],
    ["x", "x"],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["a\r\nb", '"a\r\nb"'],
    ["", ""],
  ])) {
    assert.equal(quoted(field), written);
  }
});

test("every cell of a trace is quoted, its heading and its names too", () => {
  const nodes = [leaf(0, "=x", -2), leaf(1, 'a"b', [1, -1])];
  assert.equal(
    toCsv(trace({ nodes })),
    'id,name,gate,inputs,shape,value,gradient\r\n0,\'=x,input,,,-2,\r\n1,"a""b",input,,2,"[1, -1]",\r\n',
  );
});
