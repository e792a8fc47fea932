// The numbers of the program under the hand: dragged where they stand, or moved by keys at the cursor. A finger
// scrolls and selects there, as everywhere: it drags the numbers of the picture.

import { Dragging } from "../page/dragging.js";
import { moved, scaleOf, tickSize } from "../page/scrub.js";
import { withNumber } from "../trace/inputs.js";
import { programOf } from "./retrace.js";
import { numberAt, numbersIn, settled, targetAt, writtenAt } from "./text_numbers.js";
import { withValues } from "./writing.js";

/** @typedef {import("../page/store.js").Store} Store */
/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./text_numbers.js").TextNumber} TextNumber */

const SLACK = 2; // px beside a number that are still at it
const TOGETHER = 800; // ms: keys that follow faster go on with the same steps, and are undone together

/**
 * A number that is being changed, and what was there before.
 * @typedef {{ number: TextNumber, value: number, before: Pick<import("../trace/types.js").State, "program" | "values"> }} Held
 */

/**
 * @param {Editor} editor @param {Store} store @param {{ now: () => Promise<void> }} tracing
 * @param {(text: string) => void} say to who hears the page
 */
export function mountTextNumbers(editor, store, tracing, say) {
  new TextNumbers(editor, store, tracing, say);
}

class TextNumbers {
  #editor;
  #store;
  #tracing;
  #say;
  /** @type {Held | null} */
  #held = null;
  /** Under the pointer. @type {TextNumber | null} */
  #under = null;
  /** A question to the server is under way, and the program is another one since. */
  #asking = false;
  #changed = false;
  /** When keys moved a number last, and which it was. */
  #keyed = { at: -Infinity, start: -1, anchor: 0 };

  /** @param {Editor} editor @param {Store} store @param {{ now: () => Promise<void> }} tracing @param {(text: string) => void} say */
  constructor(editor, store, tracing, say) {
    this.#say = say;
    this.#editor = editor;
    this.#store = store;
    this.#tracing = tracing;
    const { area } = editor;
    area.addEventListener("pointermove", (event) => this.#point(event));
    area.addEventListener("pointerleave", () => this.#leave());
    area.addEventListener("input", () => this.#leave());
    area.addEventListener("pointerdown", (event) => this.#point(event), { capture: true });
    area.addEventListener("mousedown", (event) => this.#press(event));
    area.addEventListener("keydown", (event) => this.#key(event));
    new Dragging(area, {
      find: () => (this.#under ? area : null),
      value: () => this.#held?.value ?? NaN,
      change: (_, number, gesture) => this.#change(number, gesture),
      finish: () => this.#finish(),
    }, new AbortController().signal);
  }

  /** What is under the pointer shows that it can be taken. @param {PointerEvent} event */
  #point(event) {
    if (event.buttons !== 0 && event.type === "pointermove") return; // a drag, or text that is being chosen
    const plain = event.pointerType !== "touch" && !(event.shiftKey && event.type === "pointerdown");
    this.#under = plain ? this.#at(event) : null;
    const { area } = this.#editor;
    area.classList.toggle("at-number", this.#under !== null);
    this.#editor.hold(this.#under);
    if (event.type !== "pointerdown") return;
    this.#held = this.#under && { number: this.#under, value: this.#under.value, before: this.#before() };
  }

  #leave() {
    this.#under = null;
    this.#editor.area.classList.remove("at-number");
    this.#editor.hold(null);
  }

  /** The number at a pointer. @param {MouseEvent} event */
  #at({ clientX, clientY }) {
    const line = this.#editor.lineAt(clientY);
    const row = line === null ? undefined : this.#editor.rows[line];
    if (!row) return null;
    return numbersIn(this.#editor.rows).find(({ start, end }) => {
      if (start < row.at || end > row.at + row.line.length) return false;
      const { left, right } = this.#editor.rectOf(start, end);
      return clientX >= left - SLACK && clientX <= right + SLACK;
    }) ?? null;
  }

  /**
   * A press puts the cursor there, as everywhere in a text; choosing text by dragging is not begun. A second
   * press chooses the word.
   * @param {MouseEvent} event
   */
  #press(event) {
    const number = this.#under;
    if (!number || event.button !== 0 || event.detail > 1) return;
    event.preventDefault();
    const { area } = this.#editor;
    const { left, width } = this.#editor.rectOf(number.start, number.end);
    const letters = number.end - number.start;
    const place = number.start + Math.min(Math.max(Math.round(((event.clientX - left) / width) * letters), 0), letters);
    area.focus({ preventScroll: true });
    area.setSelectionRange(place, place);
  }

  /** Alt and an arrow at the cursor's number; Shift is finer. @param {KeyboardEvent} event */
  #key(event) {
    const ticks = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (!ticks || !event.altKey || event.ctrlKey || event.metaKey) return;
    const number = numberAt(numbersIn(this.#editor.rows), this.#editor.area.selectionStart);
    if (!number) return;
    event.preventDefault();
    const goesOn = event.timeStamp - this.#keyed.at < TOGETHER && this.#keyed.start === number.start;
    const anchor = goesOn ? this.#keyed.anchor : number.value; // it settles the size of the ticks
    this.#keyed = { at: event.timeStamp, start: number.start, anchor };
    this.#held = { number, value: number.value, before: this.#before() };
    const size = number.whole ? 1 : tickSize(anchor) * scaleOf({ shiftKey: event.shiftKey });
    this.#change(moved(number.value, ticks, size), null); // the next key is to find it in the text
    this.#say(String(this.#held.value));
    this.#finish();
  }

  /** @param {number} wanted @param {string | null} gesture */
  #change(wanted, gesture) {
    const held = this.#held;
    if (!held) return;
    const value = settled(held.number, wanted);
    if (value === held.value) return;
    held.value = value;
    const { program, values } = held.before;
    if (value === held.number.value) this.#store.set({ program, values, gesture }); // taken back, to the letter
    else this.#put(held, gesture);
    if (this.#store.get().program !== program || this.#asking) this.#ask();
  }

  /** @param {Held} held @param {string | null} gesture */
  #put({ number, value }, gesture) {
    const { program, trace, values } = this.#store.get();
    const { text, source, rows } = this.#editor;
    const isTold = trace !== null && programOf(trace) === program;
    const target = isTold ? targetAt(source, trace, text, number.start) : null;
    if (trace && target) {
      this.#store.set({ values: withNumber(trace, values, target, value), gesture });
      return;
    }
    const inBrackets = Number(text[number.start] === "("); // as a negative base of a power is written
    const here = numbersIn(rows).find(({ start }) => start === number.start + inBrackets);
    const end = (here?.end ?? number.end) + inBrackets;
    const outside = isTold ? withValues(program, trace, values).outside.map(({ name }) => name) : [];
    const left = Object.fromEntries(Object.entries(values).filter(([name]) => outside.includes(name)));
    const next = text.slice(0, number.start) + writtenAt(number, value) + text.slice(end);
    this.#store.set({ program: next, values: left, gesture });
    this.#editor.show(next, next, []);
  }

  /** A new program is asked for as often as answers come. */
  async #ask() {
    this.#changed = true;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#changed) {
        this.#changed = false;
        await this.#tracing.now();
      }
    } finally {
      this.#asking = false;
    }
  }

  #finish() {
    this.#held = null;
    this.#store.set({ gesture: null });
    this.#leave();
  }

  #before() {
    const { program, values } = this.#store.get();
    return { program, values };
  }
}
