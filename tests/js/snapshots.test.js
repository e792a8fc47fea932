import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { numbersOf, sheetText } from "../../static/js/snapshots/document.js";
import { addSnapshot, keepSnapshots, keptSnapshots, moved } from "../../static/js/snapshots/sheet.js";

/** @param {string} id @param {string} [svg] */
const one = (id, svg = "<svg/>") => ({ id, caption: "", title: "f = 2", link: "http://here/#1/s=2", svg, numbers: { nodes: [] }, at: "2026-03-01T10:00:00Z" });

/** @type {Map<string, string>} */
const store = new Map();
beforeEach(() => {
  store.clear();
  const found = { getItem: (/** @type {string} */ key) => store.get(key) ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ text) => void store.set(key, text) };
  Object.defineProperty(globalThis, "localStorage", { value: found, configurable: true });
});

test("what was kept is there again, in its order", () => {
  assert.equal(addSnapshot(one("a")), 1);
  assert.equal(addSnapshot(one("b")), 2);
  assert.deepEqual(keptSnapshots().map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(moved(keptSnapshots(), 1, -1).map(({ id }) => id), ["b", "a"]);
  assert.deepEqual(moved(keptSnapshots(), 1, 1).map(({ id }) => id), ["a", "b"]);
});

test("a sheet that is full says so, and keeps what it had", () => {
  addSnapshot(one("a"));
  assert.throws(() => addSnapshot(one("b", "x".repeat(4_000_000))), /full: its pictures/);
  assert.match(keepSnapshots(Array.from({ length: 101 }, (_, k) => one(String(k)))), /full: it has 100 snapshots/);
  assert.deepEqual(keptSnapshots().map(({ id }) => id), ["a"]);
  localStorage.setItem = () => {
    throw new Error("no room");
  };
  assert.match(keepSnapshots([one("c")]), /keeps nothing more/);
});

test("what is none of ours is no snapshot", () => {
  store.set("chainrule.snapshots", '[{"id": "a"}, 3, null]');
  assert.deepEqual(keptSnapshots(), []);
  store.set("chainrule.snapshots", "{");
  assert.deepEqual(keptSnapshots(), []);
});

test("the sheet is one file in which no text is markup", () => {
  const text = sheetText([{ ...one("a", '<svg title="#"/>'), caption: '<b>"hot" & cold', numbers: { program: "</script>" } }]);
  assert.ok(text.includes("&lt;b>&quot;hot&quot; &amp; cold"));
  assert.ok(text.includes('src="data:image/svg+xml;charset=utf-8,%3Csvg%20title%3D%22%23%22%2F%3E"'));
  assert.equal(text.split("</script>").length, 2);
  assert.deepEqual(Object.keys(numbersOf([one("a")])[0] ?? {}), ["caption", "title", "link", "at", "numbers"]);
});
