import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { latest } from "../../static/js/page/latest.js";

/** A piece of work whose end the test decides. */
function deferred() {
  /** @type {(value: string) => void} */
  let resolve = () => {};
  /** @type {(error: unknown) => void} */
  let reject = () => {};
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** @param {number} pause */
function runner(pause = 0) {
  /** @type {{ promise: Promise<any>, resolve: (v: string) => void, reject: (e: unknown) => void, signal: AbortSignal }[]} */
  const started = [];
  /** @type {unknown[]} */
  const done = [];
  /** @type {unknown[]} */
  const failed = [];
  const run = latest(
    pause,
    (signal) => {
      const work = { ...deferred(), signal };
      started.push(work);
      return work.promise;
    },
    (outcome) => done.push(outcome),
    (error) => failed.push(error),
  );
  return { run, started, done, failed };
}

test("an answer that was overtaken is dropped, even when it comes last", async () => {
  const { run, started, done } = runner();
  const [first, second] = [run.now(), run.now()];
  started[1]?.resolve("new");
  await second;
  started[0]?.resolve("old");
  await first;
  assert.deepEqual(done, ["new"]);
});

test("a failure that was overtaken is dropped", async () => {
  const { run, started, failed } = runner();
  const [first, second] = [run.now(), run.now()];
  started[0]?.reject(new Error("old"));
  started[1]?.resolve("new");
  await Promise.all([first, second]);
  assert.deepEqual(failed, []);
});

test("of changes that come quicker than answers some are answered, the last one at the end", async () => {
  const { run, started, done } = runner();
  run.next();
  run.next();
  run.next();
  assert.equal(started.length, 1);
  assert.equal(started[0]?.signal.aborted, false);
  started[0]?.resolve("first");
  await started[0]?.promise;
  await new Promise((tick) => setImmediate(tick));
  assert.deepEqual(done, ["first"]);
  assert.equal(started.length, 2, "one more, for the last two");
  started[1]?.reject(new Error("lost"));
  run.next();
  await new Promise((tick) => setImmediate(tick));
  assert.equal(started.length, 3, "after a failure as well");
  run.next();
  const last = run.now();
  assert.equal(started[2]?.signal.aborted, true, "what is wanted at once overtakes it");
  started[3]?.resolve("last");
  await last;
  await new Promise((tick) => setImmediate(tick));
  assert.equal(started.length, 4);
  assert.deepEqual(done, ["first", "last"]);
});

test("work that is overtaken is told to stop", () => {
  const { run, started } = runner();
  run.now();
  run.now();
  assert.deepEqual(
    started.map(({ signal }) => signal.aborted),
    [true, false],
  );
});

test("keystrokes within the pause start one piece of work", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { run, started } = runner(250);
  run.soon();
  mock.timers.tick(200);
  run.soon();
  mock.timers.tick(249);
  assert.equal(started.length, 0);
  mock.timers.tick(1);
  assert.equal(started.length, 1);
  mock.timers.reset();
});

test("what is under way is not started again, and what waits is", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { run, started, done } = runner(250);
  const ending = run.now();
  assert.equal(run.ensure(), ending);
  assert.equal(started.length, 1);
  started[0]?.resolve("first");
  await ending;
  run.soon();
  const second = run.ensure();
  assert.equal(started.length, 2);
  mock.timers.tick(1000);
  assert.equal(started.length, 2);
  started[1]?.resolve("second");
  await second;
  assert.deepEqual(done, ["first", "second"]);
  mock.timers.reset();
});

test("what is stopped comes to nothing", async () => {
  const { run, started, done, failed } = runner();
  const ending = run.now();
  run.stop();
  assert.equal(started[0]?.signal.aborted, true);
  started[0]?.resolve("late");
  await ending;
  assert.deepEqual([done, failed], [[], []]);
});
