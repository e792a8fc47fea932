// The speaker's window: what the stage says now, what it will say, the notes, the next item, and the time.

import { part } from "./page/part.js";
import { openLine } from "./speaker/line.js";
import { durationText, passed, readTimer, RESTING, toggled } from "./speaker/timer.js";

const KEY = "chainrule.timer";
/** Keys that lead the stage on and back, wherever they are pressed. */
const LEADING = ["ArrowRight", "ArrowLeft", "PageDown", "PageUp", "Home", "End", " ", ".", "b", "j", "J", "[", "]"];

const write = (/** @type {string} */ id, /** @type {string} */ text) => (part(id, HTMLElement).textContent = text);

/** @param {import("./speaker/line.js").Told} told */
function show({ example, place, now, coming, note, item }) {
  write("away", "");
  write("example", example);
  write("place", place);
  write("now", now);
  write("coming", coming);
  part("coming-part", HTMLElement).hidden = coming === "";
  write("item-note", item?.note ?? "");
  write("note", note);
  part("no-note", HTMLElement).hidden = Boolean(note || item?.note);
  write("list", item ? `${item.title}, ${item.at + 1} of ${item.count}` : "");
  write("next-item", item?.next ? item.next : item ? "This is the last item." : "");
  part("next-part", HTMLElement).hidden = item === null;
  document.title = `Speaker: ${example}`;
}

const line = location.hash.slice(1);
const { say } = openLine(line, (message) => {
  if ("told" in message) show(message.told);
  else if ("bye" in message) write("away", "The stage is away. This window goes on when it is back.");
});
if (line === "") write("away", "Open this window from a page of Chainrule, with the key S or in its menu ⋯.");
say({ hello: true });

document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (!LEADING.includes(key) || ctrlKey || metaKey || altKey || (key === " " && target instanceof HTMLButtonElement)) return;
  event.preventDefault();
  say({ key });
});
for (const made of document.querySelectorAll("button[data-key]")) {
  made.addEventListener("click", () => say({ key: made.getAttribute("data-key") ?? "" }));
}

// -- the time ---------------------------------------------------------------------------------------

let timer = readTimer(sessionStorage.getItem(KEY));
const run = part("run", HTMLButtonElement);

function tick() {
  const now = Date.now();
  write("clock", new Date(now).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  write("timer", durationText(passed(timer, now)));
  run.textContent = timer.since === null ? "Start the timer" : "Pause";
}

/** @param {import("./speaker/timer.js").Timer} now */
function set(now) {
  timer = now;
  sessionStorage.setItem(KEY, JSON.stringify(timer));
  tick();
}

run.addEventListener("click", () => set(toggled(timer, Date.now())));
part("again", HTMLButtonElement).addEventListener("click", () => set(timer.since === null ? RESTING : { since: Date.now(), before: 0 }));
setInterval(tick, 250);
tick();
