import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS, complete, readLink, writeLink } from "../../static/js/lab/link.js";
import { difference, merged } from "../../static/js/lab/merging.js";

const BASE = { dataset: { name: "spiral", samples: 200, points: null }, layers: [{ units: 6 }], batch_size: 10 };

test("nothing that is as it was is written", async () => {
  assert.equal((await writeLink(DEFAULTS)).fragment, "1/");
});

test("a link gives back what it was made of", async () => {
  const shared = {
    ...DEFAULTS, preset: "recipe", update: 1234, discretize: true, theme: /** @type {const} */ ("dark"),
    config: { layers: [{ units: 3, activation: "relu" }], dataset: { name: "custom", points: [[0.5, -1, 1]] } },
    beside: [{ title: "3 neurons", config: { layers: [{ units: 3 }] }, log: [{ update: 3, put: /** @type {[number, number][]} */ ([[0, 1.5]]) }], state: "AB+/" }],
    log: [{ update: 12, set: { learning_rate: 0.5 } }], state: "q".repeat(1000),
  };
  const { fragment } = await writeLink(shared);
  const { found, problems } = await readLink(`#${fragment}`);
  assert.deepEqual(problems, []);
  assert.deepEqual(complete(found), shared);
});

test("many points are packed", async () => {
  const points = Array.from({ length: 1000 }, (_, k) => [k / 8, 1 - k / 16, k % 2]);
  const { fragment, missing } = await writeLink({ ...DEFAULTS, config: { dataset: { name: "custom", points } } });
  assert.deepEqual(missing, []);
  assert.ok(fragment.length < 9000, String(fragment.length));
  const { found } = await readLink(fragment);
  assert.deepEqual(found.config?.["dataset"].points, points);
});

for (const broken of ["1/k={\"layers\":[", "1/k=[1,2]", "1/b={}", "1/u=many", "1/zz=3", "1/K=@@@@", "9/u=3", "1/k=%7B%22a", "1/g={}", "1/g=[{}]", "1/g=[null]", "1/z=%3Cb%3E", '1/b=[{"title":"","config":{},"log":3}]']) {
  test(`${broken} does no harm`, async () => {
    const { found, problems } = await readLink(broken);
    assert.ok(problems.length > 0);
    assert.doesNotThrow(() => complete(found));
  });
}

test("a difference put onto its base is the whole", () => {
  const config = { dataset: { name: "spiral", samples: 50, points: null }, layers: [{ units: 2 }, { units: 3 }], batch_size: 10 };
  const found = difference(config, BASE);
  assert.deepEqual(found, { dataset: { samples: 50 }, layers: [{ units: 2 }, { units: 3 }] });
  assert.deepEqual(merged(BASE, found), config);
  assert.deepEqual(difference(BASE, BASE), {});
});
