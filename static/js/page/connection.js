// What is wrong with the connection, in one sentence, for as long as it is; and when it is tried again.

import { retrying } from "./api.js";
import { button, make } from "./build.js";

const EVERY = 500; // ms between looks at the clock

/** @type {Record<import("./retrying.js").Reason, string>} */
const SENTENCES = {
  busy: "The server is busy; trying again",
  lost: "The connection is lost; what you typed is kept. Trying again",
  late: "The server does not answer; what you typed is kept. Trying again",
  failed: "The server made a mistake; trying again",
};

/**
 * When it is tried again, in words.
 * @param {number | null} until ms @param {number} now ms
 */
export function when(until, now) {
  const seconds = until === null ? 0 : Math.ceil((until - now) / 1000);
  return seconds > 0 ? `in ${seconds} s` : "now";
}

/**
 * Call when there is reason to think that the server can be reached again: the network is back, a laptop
 * woke up, the page is looked at again. Returns how to stop.
 * @param {() => void} listener
 */
export function whenBack(listener) {
  const ending = new AbortController();
  const { signal } = ending;
  addEventListener("online", listener, { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && listener(), { signal });
  document.addEventListener("visibilitychange", () => document.hidden || listener(), { signal });
  return () => ending.abort();
}

/** @param {HTMLElement} element */
export function mountConnection(element) {
  const what = make("span", { role: "status" });
  const then = make("span", { "aria-hidden": "true" }); // counts down, which nobody wants to hear
  element.replaceChildren(make("p", {}, what, then), button("Try now", () => retrying.hurry()));
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;

  function show() {
    const trouble = retrying.trouble();
    element.hidden = trouble === null;
    if (!trouble) {
      clearInterval(clock);
      clock = undefined;
      what.textContent = then.textContent = "";
      return;
    }
    clock ??= setInterval(show, EVERY);
    const sentence = SENTENCES[trouble.reason];
    if (what.textContent !== sentence) what.textContent = sentence;
    then.textContent = ` ${when(trouble.until, Date.now())}`;
  }

  retrying.subscribe(show);
  whenBack(() => retrying.hurry());
  show();
}
