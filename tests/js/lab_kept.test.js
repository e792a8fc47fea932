import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept, waysBack } from "../../static/js/lab/kept.js";
import { momentOf } from "../../static/js/lab/moment.js";
import { readRunFile, writeRunFile } from "../../static/js/lab/run_file.js";

/** @param {object} part @returns {import("../../static/js/lab/types.js").ServerMessage} */
const message = (part) => /** @type {any} */ (part);
const FIRST = { batch_size: 10, dataset: { name: "spiral" } };

/** A run that began, with some changes at these updates. @param {...number} updates */
function begun(...updates) {
  const kept = new Kept();
  kept.hear(message({ type: "logged", kept: 0, log: [], config: FIRST }));
  updates.forEach((update, k) => kept.hear(message({ type: "logged", kept: k, log: [{ update, set: {} }] })));
  return kept;
}

/** @param {Kept} kept @param {number} update @param {number | null} changes */
const keep = (kept, update, changes) => kept.hear(message({ type: "state", update, changes, state: `s${update}` }));

test("a run at an update has the changes up to there and the newest state before", () => {
  const kept = begun(3, 8);
  for (const update of [4, 9]) keep(kept, update, update === 4 ? 1 : 2);
  assert.deepEqual(kept.at(9, null), { config: FIRST, log: [{ update: 3, set: {} }, { update: 8, set: {} }], update: 9, state: "s9" });
  assert.deepEqual(kept.at(7, null), { config: FIRST, log: [{ update: 3, set: {} }], update: 7, state: "s4" });
  assert.deepEqual(kept.at(2, null), { config: FIRST, log: [], update: 2 });
});

test("a state that came after changes that were taken back is none any more", () => {
  const kept = begun(3, 8);
  keep(kept, 4, 1);
  keep(kept, 9, 2);
  kept.hear(message({ type: "logged", kept: 1, log: [{ update: 5, put: [] }] }));
  assert.deepEqual(kept.at(20, null), { config: FIRST, log: [{ update: 3, set: {} }, { update: 5, put: [] }], update: 20, state: "s4" });
  kept.hear(message({ type: "logged", kept: 0, log: [], config: { batch_size: 3 } }));
  assert.deepEqual(kept.at(20, null), { config: { batch_size: 3 }, log: [], update: 20 });
});

test("a state that comes after a change that was made later is none any more", () => {
  const kept = begun();
  keep(kept, 4, 0);
  kept.hear(message({ type: "logged", kept: 0, log: [{ update: 4, set: {} }] }));
  assert.equal(kept.at(20, null)?.state, "s4");
  kept.hear(message({ type: "logged", kept: 0, log: [{ update: 2, set: {} }] }));
  assert.equal(kept.at(20, null)?.state, undefined);
});

test("without a log only a state leads on, and none that was kept before the last change", () => {
  const kept = begun(1);
  keep(kept, 5, 1);
  kept.hear(message({ type: "logged", kept: 0, log: null }));
  assert.equal(kept.at(9, FIRST), null);
  keep(kept, 8, null);
  assert.deepEqual(kept.at(9, FIRST), { config: FIRST, update: 9, state: "s8" });
  assert.equal(kept.at(7, FIRST), null);
});

test("what a server refuses is tried in another way, and in the end the run begins anew", () => {
  const origin = { config: FIRST, log: [], update: 7, state: "x".repeat(5000) };
  assert.deepEqual(waysBack(origin, {}, 1e6).map(({ update, state }) => [update, state?.length]), [[7, 5000], [7, undefined], [0, undefined]]);
  assert.deepEqual(waysBack(origin, {}, 4000).map(({ update }) => update), [7, 0]);
  assert.deepEqual(waysBack({ config: FIRST, update: 7, state: "x" }, {}, 1e6).map(({ update }) => update), [7, 0]);
  assert.deepEqual(waysBack(null, FIRST, 10), [{ config: FIRST, update: 0 }]);
});

/** @param {Partial<import("../../static/js/lab/kept.js").Origin>} change */
const standing = (change) => ({ title: "", origin: { config: FIRST, log: [], update: 5000, state: "abcd", ...change } });

test("a link holds the state of a long run, and says where it cannot", () => {
  const start = { batch_size: 20, dataset: { name: "spiral" } };
  const { held, warning } = momentOf([standing({})], 5000, start, []);
  assert.deepEqual(held, { update: 5000, config: { batch_size: 10 }, log: [], state: "abcd", beside: [] });
  assert.equal(warning, "");
  assert.equal(momentOf([standing({})], 900, start, []).held.state, "");
  const large = momentOf([standing({ state: "a".repeat(20_000) })], 5000, start, []);
  assert.equal(large.held.state, "");
  assert.match(large.warning, /state is too large for a link: save the run as a file/);
  assert.match(momentOf([{ title: "", origin: null }], 5000, start, []).warning, /not exact/);
});

test("what an example sets side by side is written only where it is another by now", () => {
  const start = { batch_size: 10, dataset: { name: "spiral" } };
  const compare = [{ title: "a", config: {} }, { title: "b", config: { batch_size: 3 } }];
  /** @param {any[]} log */
  const runs = (log) => compare.map(({ title, config }, k) => ({ title, origin: { config: { ...start, ...config }, log: k ? log : [], update: 7 } }));
  assert.deepEqual(momentOf(runs([]), 7, start, compare).held.beside, []);
  const changed = momentOf(runs([{ update: 2, set: {} }]), 7, start, compare).held;
  assert.deepEqual(changed.beside, [{ title: "a", config: {} }, { title: "b", config: { batch_size: 3 }, log: [{ update: 2, set: {} }] }]);
  assert.deepEqual(changed.config, {});
});

test("a file gives back the run that it was made of", () => {
  const curve = [{ update: 1, epoch: 0.5, train_loss: 0.7, test_loss: null, train_accuracy: 1, test_accuracy: null }];
  const run = { title: "mine", origin: { config: FIRST, log: [{ update: 1, set: {} }], update: 7, state: "abc=" }, curve };
  assert.deepEqual(readRunFile(writeRunFile([run], "recipe")), { preset: "recipe", runs: [run] });
});

const RUN = { title: "", config: {}, update: 0, curve: [] };
for (const broken of [
  "", "{", "[]", "null", "3", '{"kind":"chainrule-run"}', '{"kind":"chainrule-run","runs":{}}', '{"kind":"chainrule-run","runs":[]}',
  ...[{ update: -1 }, { update: "1" }, { curve: null }, { config: null }, { title: 3 }, { state: "<b>" }, { log: {} }, { log: [{}] }, { log: [null] }]
    .map((change) => JSON.stringify({ kind: "chainrule-run", version: 1, runs: [{ ...RUN, ...change }] })),
  JSON.stringify({ kind: "chainrule-run", version: 2, runs: [RUN] }),
]) {
  test(`a file of ${broken.slice(0, 90) || "nothing"} is refused`, () => {
    assert.throws(() => readRunFile(broken), /^Error: (the run in this|this) file/);
  });
}

test("rows of a curve that are none are left out", () => {
  const text = JSON.stringify({ kind: "chainrule-run", version: 1, runs: [{ ...RUN, curve: [null, {}, { update: 1, epoch: "1" }] }] });
  assert.deepEqual(readRunFile(text).runs[0]?.curve, []);
});
