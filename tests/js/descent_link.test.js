import assert from "node:assert/strict";
import { test } from "node:test";
import { complete, DEFAULTS, readLink, writeLink } from "../../static/js/descent/link.js";
import { chosenIn, chosenOf, stateOf } from "../../static/js/descent/state.js";

const SHARED = {
  ...DEFAULTS, preset: "saddle", program: "W = [[1, 2]]; ŷ = 3\nE = sum(W) * ŷ**2",
  axes: /** @type {const} */ ([{ name: "W", index: [0, 1] }, { name: "ŷ", index: [] }]), ranges: /** @type {const} */ ([[-1.5, 2e-7], [0.001, 1e6]]),
  rates: { adam: 0.01, sgd: 0.5 }, options: { momentum: 0.5, beta2: 0.99 }, schedule: { name: "cosine", period: 300, factor: 0.05, warmup: 7 }, noise: 0.25, batch: 16, seed: 42,
  start: /** @type {const} */ ([1, 0.001]), rules: ["adam", "sgd"], rate: 0.003, updates: 777, starts: 40, whole: true, pace: 50,
  tab: /** @type {const} */ ("mesh"), at: 12.5, theme: /** @type {const} */ ("dark"), presenting: true,
};

test("nothing that is as it was is written", async () => {
  assert.equal((await writeLink(DEFAULTS)).fragment, "1/");
});

test("a link gives back what it was made of", async () => {
  const { fragment, missing } = await writeLink(SHARED);
  const { found, problems } = await readLink(`#${fragment}`);
  assert.deepEqual([problems, missing], [[], []]);
  assert.deepEqual(complete(found), SHARED);
});

test("directions are axes too", async () => {
  const axes = /** @type {const} */ ([{ direction: "gradient", seed: 1 }, { direction: "random", seed: 42 }]);
  const principal = /** @type {const} */ ([{ direction: "principal", seed: 1 }, { direction: "principal", seed: 2 }]);
  assert.deepEqual((await readLink((await writeLink({ ...DEFAULTS, axes: principal })).fragment)).found.axes, principal);
  const { found } = await readLink((await writeLink({ ...DEFAULTS, axes })).fragment);
  assert.deepEqual(found.axes, axes);
});

test("what is as in the preset is not written", async () => {
  const preset = chosenOf({
    id: "bowl", title: "", note: "", source: [], program: "a = 1; b = 2\nc = a*b\n", axes: [{ name: "a", low: 0, high: 1 }, { direction: "random", low: -1, high: 1 }],
    rules: ["sgd"], rate: 0.1, updates: 60, pace: 4, starts: 1, tab: "loss", whole: false,
    rates: {}, options: {}, schedule: { name: "step" }, noise: 0, batch: 0, seed: 1,
  });
  assert.deepEqual(preset.schedule, { name: "step", period: 100, factor: 0.1, warmup: 20 });
  assert.deepEqual(preset.axes, [{ name: "a", index: [] }, { direction: "random", seed: 1 }]);
  const state = stateOf("bowl", preset);
  assert.deepEqual(chosenIn(state), preset);
  assert.equal((await writeLink({ ...DEFAULTS, ...chosenIn({ ...state, rate: 0.4 }), preset: "bowl" }, preset)).fragment, "1/e=bowl&n=0.4");
});

for (const broken of ["1/x=w", "1/x=~up:1;b", "1/r=1,2,3", "1/r=2,1,0,1", "1/s=1,no", "1/o=adamant", "1/n=fast", "1/q=adamant:1", "1/q=adam:x", "1/g=mass:1", "1/d=step:0,1,1", "1/d=stairs:1,1,1", "1/z=loud", "1/a=plot", "1/u=NaN", "1/zz=3", "1/P=@@"]) {
  test(`${broken} does no harm`, async () => {
    const { found, problems } = await readLink(broken);
    assert.ok(problems.length > 0);
    assert.doesNotThrow(() => complete(found));
  });
}
