import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { ProblemError, getOnce, post, retrying as ofThePage } from "../../static/js/page/api.js";
import { Refusal, makeRetrying, reasonOf, secondsOf, waitAfter } from "../../static/js/page/retrying.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

/** Let what is waiting for promises go on. */
async function settle() {
  for (let k = 0; k < 20; k++) await Promise.resolve();
}

/** @param {number} ms */
async function pass(ms) {
  await settle();
  mock.timers.tick(ms);
  await settle();
}

const GIVEN_UP = new Error("given up");

/** Something that is refused so often before it is granted. @param {(Refusal | Error)[]} refusals */
function refused(...refusals) {
  const asked = { times: 0 };
  const attempt = async () => {
    const error = refusals[asked.times++];
    if (error) throw error;
    return "granted";
  };
  return { asked, attempt };
}

/** @param {import("../../static/js/page/retrying.js").Reason} [reason] @param {number | null} [after] */
const refusal = (reason = "lost", after = null) => new Refusal(reason, after, GIVEN_UP);

test("what may be granted later, and what never will", () => {
  const again = [429, 503, 500, 502, 504, 408, 599].map(reasonOf);
  assert.deepEqual(again, ["busy", "busy", "failed", "lost", "late", "late", "failed"]);
  assert.deepEqual([400, 404, 413, 415, 422].map(reasonOf), [null, null, null, null, null]);
});

test("a wait is told in seconds or as a date", () => {
  const now = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");
  const headers = ["3", "Wed, 21 Oct 2026 07:28:30 GMT", "Wed, 21 Oct 2020 07:28:00 GMT", "", "soon", null];
  assert.deepEqual(headers.map((header) => secondsOf(header, now)), [3, 30, 0, null, null, null]);
});

test("the wait grows, stays bounded, is never shorter than asked for, and differs", () => {
  const waits = Array.from({ length: 40 }, (_, tries) => waitAfter(tries, null, 0));
  assert.deepEqual(waits.slice(0, 4), [500, 1000, 2000, 4000]);
  assert.ok(waits.every((wait) => wait <= 15_000));
  for (const random of [0, 0.5, 0.999]) assert.ok(waitAfter(0, 7, random) >= 7000);
  assert.ok(waitAfter(0, 1e9, 0.999) < 80_000);
  assert.ok(waitAfter(3, 2, 0.9) > waitAfter(3, 2, 0.1));
});

test("it is asked again until it is granted, and then nothing is wrong any more", async () => {
  const { asked, attempt } = refused(refusal(), refusal("busy", 3), refusal());
  const { persist, trouble, subscribe } = makeRetrying(() => 0);
  let told = 0;
  subscribe(() => told++);
  const answer = persist(attempt);
  await pass(499);
  assert.equal(asked.times, 1);
  assert.deepEqual(trouble(), { reason: "lost", until: 500 });
  await pass(1);
  assert.equal(asked.times, 2);
  assert.equal(trouble()?.reason, "busy");
  await pass(2999); // though its own wait would be over after 1000
  assert.equal(asked.times, 2);
  await pass(1);
  await pass(2000);
  assert.equal(await answer, "granted");
  assert.equal(trouble(), null);
  assert.ok(told >= 4);
});

test("what cannot be granted is told at once", async () => {
  const { asked, attempt } = refused(new RangeError("no"));
  await assert.rejects(makeRetrying().persist(attempt), RangeError);
  assert.equal(asked.times, 1);
});

test("a fault of the server is asked about a few times only", async () => {
  const { asked, attempt } = refused(...Array.from({ length: 99 }, () => refusal("failed")));
  const { persist, trouble } = makeRetrying(() => 0);
  const answer = assert.rejects(persist(attempt), GIVEN_UP);
  for (let k = 0; k < 10; k++) await pass(15_000);
  await answer;
  assert.equal(asked.times, 4);
  assert.equal(trouble(), null);
});

test("a lost connection is asked about for as long as it takes, each quarter of a minute", async () => {
  const { asked, attempt } = refused(...Array.from({ length: 300 }, () => refusal()));
  const answer = makeRetrying(() => 0).persist(attempt);
  for (let k = 0; k < 305; k++) await pass(15_000);
  assert.equal(await answer, "granted");
  assert.equal(asked.times, 301);
});

test("a hurry asks at once", async () => {
  const { asked, attempt } = refused(refusal("busy", 60));
  const { persist, hurry } = makeRetrying(() => 0);
  const answer = persist(attempt);
  await pass(0);
  hurry();
  assert.equal(await answer, "granted");
  assert.equal(asked.times, 2);
});

test("one answer tells those who wait for a lost connection that it is back", async () => {
  const { persist } = makeRetrying(() => 0);
  const [lost, busy] = [refused(refusal(), refusal(), refusal()), refused(refusal("busy", 60))];
  const answer = persist(lost.attempt);
  persist(busy.attempt);
  await pass(500);
  await pass(1000);
  assert.equal(lost.asked.times, 3);
  await persist(async () => "another");
  assert.equal(await answer, "granted");
  assert.equal(busy.asked.times, 1);
});

test("what is overtaken waits no longer and is not asked again", async () => {
  const { asked, attempt } = refused(refusal(), refusal());
  const { persist, trouble } = makeRetrying(() => 0);
  const control = new AbortController();
  const answer = assert.rejects(persist(attempt, control.signal), { name: "AbortError" });
  await pass(100);
  control.abort();
  await answer;
  await pass(60_000);
  assert.equal(asked.times, 1);
  assert.equal(trouble(), null);
});

// -- the requests of a page ---------------------------------------------------------------------------

/** Answers one after the other. @param {((signal: AbortSignal) => Response | Promise<Response>)[]} answers */
function answering(...answers) {
  const fake = mock.method(globalThis, "fetch", async (/** @type {string} */ _, /** @type {RequestInit} */ { signal }) => {
    const answer = answers.shift();
    assert.ok(answer && signal);
    return answer(signal);
  });
  return () => fake.mock.callCount();
}

const json = (/** @type {object} */ body, status = 200, headers = {}) => () => new Response(JSON.stringify(body), { status, headers });

for (const [what, first] of Object.entries({
  "a full queue": json({ detail: "busy" }, 429, { "Retry-After": "2" }),
  "a server that is being started": json({}, 503),
  "a proxy without its server": () => new Response("<h1>Bad Gateway</h1>", { status: 502 }),
  "no network": () => { throw new TypeError("Failed to fetch"); },
  "half an answer": () => new Response('{"nodes": ['),
  "the page of a hotel": () => new Response("<h1>Welcome</h1>"),
})) {
  test(`after ${what} the answer comes with the next attempt`, async () => {
    const asked = answering(first, json({ fine: true }));
    const answer = post("/api", {});
    for (let k = 0; k < 10 && ofThePage.trouble() === null; k++) await new Promise(setImmediate);
    assert.ok(ofThePage.trouble());
    ofThePage.hurry();
    assert.deepEqual(await answer, { fine: true });
    assert.equal(asked(), 2);
  });
}

test("a problem with the question is told at once", async () => {
  const asked = answering(json({ title: "Syntax", detail: "there is no function sigmod" }, 422));
  await assert.rejects(post("/api", {}), (error) => error instanceof ProblemError && /sigmod/.test(error.problem.detail));
  assert.equal(asked(), 1);
});

test("an answer that does not come is asked for again after half a minute", async () => {
  const never = (/** @type {AbortSignal} */ signal) =>
    new Promise((/** @type {(answer: Response) => void} */ _, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
  const asked = answering(never, json({ fine: true }));
  const answer = post("/api", {});
  await pass(29_999);
  assert.equal(ofThePage.trouble(), null);
  await pass(1);
  assert.equal(ofThePage.trouble()?.reason, "late");
  ofThePage.hurry();
  assert.deepEqual(await answer, { fine: true });
  assert.equal(asked(), 2);
});

test("who comes back by itself hears at once why not", async () => {
  const asked = answering(json({ detail: "64 streams are open" }, 429), () => { throw new TypeError("Failed to fetch"); });
  await assert.rejects(getOnce("/api"), (error) => error instanceof ProblemError && error.problem.detail === "64 streams are open");
  await assert.rejects(getOnce("/api"), (error) => error instanceof ProblemError && error.problem.title === "No answer");
  assert.equal(asked(), 2);
});
