// What a Jacobian takes beside the mask that does its work, for any width and any batch; and the question of how much
// that is, to be asked before it is shown.

import { button, make } from "../page/build.js";
import { LAYER, MOST, batchesWith, memory, quizOf, sayMask, sayMatrix } from "./jacobian.js";

/** Widths to choose among. */
const WIDTHS = [16, 64, 256, 1024, LAYER, 16_384];

export class Calculator {
  element;
  #parts;
  /** Sizes of a batch, as the slider has them. */
  #batches = batchesWith(1);
  /** The gate's own sizes. */
  #own = { n: 0, batch: 1 };
  /** The question that is asked. */
  #asked = 0;
  #gate = "";

  constructor() {
    this.#parts = build({ own: () => this.#choose(this.#own), layer: () => this.#choose({ ...this.#chosen(), n: LAYER }), press: () => this.#press() });
    this.element = this.#parts.element;
    for (const field of [this.#parts.width, this.#parts.batch]) field.addEventListener("input", () => this.#tell());
  }

  /** Begin with a gate's own sizes; those that were chosen stay while it is the same gate. @param {string} gate @param {{ n: number, batch: number }} own */
  show(gate, own) {
    if (gate === this.#gate && own.n === this.#own.n && own.batch === this.#own.batch) return;
    this.#gate = gate;
    this.#own = own;
    this.#parts.own.textContent = own.batch > 1 ? `this gate: ${own.n}, batch ${own.batch}` : `this gate: ${own.n}`;
    this.#choose(own);
    this.#ask(0);
  }

  #chosen() {
    const { width, batch } = this.#parts;
    return { n: Number(width.value), batch: this.#batches[Number(batch.value)] ?? 1 };
  }

  /** @param {{ n: number, batch: number }} sizes */
  #choose({ n, batch }) {
    const { width, batch: slider } = this.#parts;
    this.#batches = batchesWith(batch);
    slider.max = String(this.#batches.length - 1);
    width.value = String(n);
    slider.value = String(this.#batches.indexOf(batch));
    this.#tell();
  }

  /** What the two take at the sizes that are chosen. */
  #tell() {
    const { width, batch, shown, full, mask } = this.#parts;
    const sizes = this.#chosen();
    const isWrong = !(Number.isInteger(sizes.n) && sizes.n >= 1 && sizes.n <= MOST);
    width.toggleAttribute("aria-invalid", isWrong);
    shown.textContent = String(sizes.batch);
    batch.setAttribute("aria-valuetext", String(sizes.batch));
    const takes = memory(sizes.n, sizes.batch);
    full.textContent = isWrong ? `n is a whole number from 1 to ${MOST}` : sayMatrix(takes.rows);
    mask.textContent = isWrong ? "" : sayMask(takes.maskEntries);
  }

  /** @param {number} number of the question */
  #ask(number) {
    const { question, answer, press } = this.#parts;
    this.#asked = number;
    question.textContent = quizOf(this.#gate)[number]?.question ?? "";
    answer.textContent = "";
    press.textContent = "Show the answer";
  }

  /** Show the answer, and then the next question. */
  #press() {
    const { answer, press } = this.#parts;
    const quiz = quizOf(this.#gate);
    const asked = quiz[this.#asked];
    if (answer.textContent || !asked) return this.#ask((this.#asked + 1) % quiz.length);
    answer.textContent = asked.answer;
    press.textContent = this.#asked + 1 < quiz.length ? "Next question" : "Ask again";
    this.#choose(asked);
  }
}

/** @param {{ own: () => void, layer: () => void, press: () => void }} acts */
function build(acts) {
  const width = make("input", { type: "number", id: "jacobian-n", min: 1, max: MOST, step: 1, value: 1, list: "jacobian-widths" });
  const widths = make("datalist", { id: "jacobian-widths" }, ...WIDTHS.map((n) => make("option", { value: n })));
  const batch = make("input", { type: "range", id: "jacobian-batch", min: 0, max: 1, step: 1, value: 0 });
  const shown = make("output", { for: "jacobian-batch" });
  const [full, mask] = [make("td", {}), make("td", {})];
  const own = button("", acts.own);
  const question = make("p", { class: "quiz-question" });
  const answer = make("p", { class: "quiz-answer", role: "status" });
  const press = button("Show the answer", acts.press);
  const element = make("div", { class: "calculator" },
    make("div", { class: "quiz", role: "group", "aria-label": "Question" }, question, answer, press),
    make("div", { class: "takes" },
      make("p", { class: "slider" }, make("label", { for: "jacobian-n" }, "elements n"), width, widths, own, button(`n = ${LAYER}`, acts.layer)),
      make("p", { class: "slider" }, make("label", { for: "jacobian-batch" }, "batch"), batch, shown),
      make("table", { class: "memory" },
        make("caption", {}, "What they take in float32"),
        make("tbody", {},
          make("tr", {}, make("th", { scope: "row" }, "Jacobian"), full),
          make("tr", {}, make("th", { scope: "row" }, "mask"), mask)))));
  return { element, width, batch, shown, full, mask, own, question, answer, press };
}
