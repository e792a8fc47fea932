import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { makeAddressBar } from "../../static/js/link/address_bar.js";

const HERE = "http://localhost/";

/** A page of which only the address bar is there: what it hears, and what is written. */
function page() {
  /** @type {Map<string, (event: object) => unknown>} */
  const heard = new Map();
  /** @type {string[]} */
  const written = [];
  Object.assign(globalThis, {
    location: { href: HERE, hash: "", search: "" },
    history: { state: null, replaceState: (/** @type {unknown} */ _, /** @type {string} */ __, /** @type {string} */ to) => void written.push(to) },
    addEventListener: (/** @type {string} */ kind, /** @type {() => unknown} */ act) => void heard.set(kind, act),
  });
  const bar = makeAddressBar({ link: async () => ({ address: `${HERE}#1/s=1` }), read: async () => ({ version: null }), go: () => {} });
  return { bar, written, hear: (/** @type {string} */ kind) => heard.get(kind)?.({}) };
}

test("the address is written a moment after the last change", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { bar, written } = page();
  bar.writeSoon();
  bar.writeSoon();
  mock.timers.tick(1000);
  await Promise.resolve();
  assert.deepEqual(written, [`${HERE}#1/s=1`]);
  mock.timers.reset();
});

test("a page that is being left writes no address, nor one that is still being made", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { bar, written, hear } = page();
  bar.writeSoon();
  hear("beforeunload");
  mock.timers.tick(1000);
  bar.writeSoon();
  mock.timers.tick(1000);
  hear("beforeunload");
  await Promise.resolve();
  assert.deepEqual(written, []);
  bar.writeSoon(); // it was not left after all
  mock.timers.tick(1000);
  await Promise.resolve();
  assert.deepEqual(written, [`${HERE}#1/s=1`]);
  mock.timers.reset();
});
