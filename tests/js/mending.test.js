import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { makeStore } from "../../static/js/page/store.js";
import { bracketsOf } from "../../static/js/program/brackets.js";
import { isWhole, Mending } from "../../static/js/program/mending.js";
import { rowsOf } from "../../static/js/program/tokens.js";
import { isAside, standingOf } from "../../static/js/trace/standing.js";
import { INITIAL } from "../../static/js/trace/state.js";
import { trace } from "./tracing.js";

/** @param {string} detail */
const problem = (detail) => ({ title: "", detail, status: 422 });

/** What is shown while somebody types and the server answers. @param {(on: { store: import("../../static/js/page/store.js").Store, mending: Mending, shown: (string | null)[] }) => void} act */
function typing(act) {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const store = makeStore({ ...INITIAL });
    /** @type {(string | null)[]} */
    const shown = [];
    const mending = new Mending(store, (one) => shown.push(one?.detail ?? null));
    act({ store, mending, shown });
  } finally {
    mock.timers.reset();
  }
}

test("what is wrong comes a second after the last key", () => typing(({ store, mending, shown }) => {
  mending.typed();
  store.set({ problem: problem("half a word") });
  mock.timers.tick(900);
  mending.typed();
  mock.timers.tick(900);
  assert.deepEqual(shown, [null, null]);
  store.set({ problem: problem("still half") });
  mock.timers.tick(100);
  assert.deepEqual(shown, [null, null, "still half"]);
  store.set({ problem: problem("of a picture") }); // nobody types
  assert.equal(shown.at(-1), "of a picture");
}));

test("typing on hides what was wrong, and it is not said of the new text", () => typing(({ store, mending, shown }) => {
  store.set({ problem: problem("old") });
  mending.typed();
  assert.equal(shown.at(-1), null);
  assert.equal(mending.settle(), true); // the answer is still to come
  assert.equal(shown.at(-1), null);
  store.set({ problem: problem("new") });
  assert.equal(shown.at(-1), "new");
  assert.equal(mending.settle(), false);
}));

test("who listens is told when somebody begins and when they pause", () => typing(({ mending }) => {
  /** @type {boolean[]} */
  const told = [];
  mending.watch(() => told.push(mending.typing));
  mending.typed();
  mending.typed();
  mock.timers.tick(1000);
  assert.deepEqual(told, [true, false]);
}));

test("a line that goes on is none to be wrong yet", () => {
  /** @param {string} text */
  const whole = (text) => isWhole(bracketsOf(rowsOf(text.replace("|", ""))), text.replace("|", ""), text.indexOf("|"));
  assert.deepEqual(["x = 2\n|", "y = +\n|", "f(x)\n|", "a = 1\n|b = ("].map(whole), [true, true, true, true]);
  assert.deepEqual(["def f(x):\n|", "def f(x):  # so\n|", "f(x,\n|", "W = [[1],\n|]", "x = \\\n|"].map(whole), [false, false, false, false, false]);
});

const some = trace({});
/** @param {Partial<import("../../static/js/trace/types.js").State>} state */
const state = (state) => ({ behind: true, trace: some, problem: null, ...state });

test("the picture of the last text that worked is kept; what the server owes is set aside", () => {
  assert.deepEqual(standingOf(state({ behind: false }), false, false), { stale: false, apart: false, untold: false, kept: false, told: "" });
  const kept = standingOf(state({ problem: problem("wrong") }), true, false);
  assert.deepEqual(kept, { stale: false, apart: true, untold: false, kept: true, told: "Picture of the last text that worked" });
  const late = standingOf(state({}), true, false);
  assert.deepEqual(late, { stale: true, apart: true, untold: false, kept: false, told: "This is the picture of an earlier text." });
  assert.equal(standingOf(state({}), true, true).stale, false); // somebody types
  assert.equal(standingOf(state({}), false, true).told, "These numbers are out of date.");
  assert.equal(standingOf(state({ problem: { ...problem("mistake"), status: 500 } }), true, false).stale, true);
  assert.equal(standingOf(state({ trace: null, problem: problem("wrong") }), true, false).untold, true);
});

test("what is kept can be stepped", () => {
  assert.equal(isAside(state({ problem: problem("wrong") })), false);
  assert.equal(isAside(state({})), true);
  assert.equal(isAside(state({ behind: false })), false);
});
