// Fill in the blanks: a listing as code with a field in the place of each blank, stage by stage, and its run beside it.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { latest } from "../page/latest.js";
import { colouredOf, isWide, keptText, nameOfBlank, numberOf, rowsShown, runText, saidOfMark, settledBlanks, standingOf, targetOf } from "./blanks.js";
import { isBlanks } from "./kinds.js";

/** @typedef {import("./types.js").ExerciseStore} ExerciseStore */
/** @typedef {import("./types.js").Blanks} Blanks */
/** @typedef {ReturnType<typeof build>} Parts */
/** A blank that is seen. @typedef {{ key: string, line: number, field: HTMLInputElement, sign: HTMLElement, mark: HTMLElement, why: HTMLElement }} Field */

const TYPING = 250; // ms without a key until blanks are checked

/**
 * @param {HTMLElement} place @param {HTMLElement} summary what is heard of an answer
 * @param {ExerciseStore} store
 */
export function mountBlanks(place, summary, store) {
  /** @type {Field[]} */
  let fields = [];
  /** @type {Blanks | null} */
  let told = null;
  let [laidOut, forgetting] = ["", false];
  /** The answers as they were when something was typed last. @type {import("./types.js").Answers | null} */
  let typed = null;
  /** Those that the marks are of. @type {import("./types.js").Answers | null} */
  let marked = null;
  /** What was heard of each blank. @type {Map<string, string>} */
  const heard = new Map();
  /** The key of the blank whose answer is wanted. @type {string | null} */
  let wanted = null;

  const parts = build(step, () => (forgetting = !forgetting, asking.now()), show);
  place.append(...parts.all);

  const asking = latest(TYPING, async (signal) => {
    const show = wanted;
    wanted = null;
    return ask(store.get(), forgetting, show, signal);
  }, (answer) => {
    ({ told, marked } = answer);
    if (laidOut !== `${answer.listing} ${told.stage}`) {
      laidOut = `${answer.listing} ${told.stage}`;
      fields = layOut(place, parts, told, store.get().answers, (key, text) => store.set({ answers: (typed = { ...store.get().answers, [key]: text }) }));
      heard.clear();
    }
    if (answer.show !== null) parts.shown.replaceChildren(`${targetOf(answer.show)}: `, make("code", {}, told.shown ?? ""));
    tell(parts, fields, told, forgetting);
    announce();
    place.removeAttribute("aria-busy");
  }, (error) => tellProblem(parts, error));

  function announce() {
    const said = marked === store.get().answers && told ? newlySettled(fields, told, heard) : "";
    if (said) summary.textContent = said;
  }
  parts.code.addEventListener("focusout", () => setTimeout(announce));

  function show() {
    wanted = toShow(fields, parts.last(), told);
    if (wanted) void asking.now();
  }

  /** @param {number} by */
  function step(by) {
    const stage = store.get().stage + by;
    if (told && stage >= 1 && stage <= told.stages.length) store.set({ stage });
    return told !== null;
  }

  store.watch(["answers"], ({ answers }) => {
    if (answers !== typed) laidOut = ""; // of a file, or of another visit
  });
  askAnew(store, place, asking);
  return { step, show, focus: () => fields[0]?.field.focus(), standing: () => parts.standing.textContent ?? "" };
}

/** What is to be heard of the blanks that are settled, once each. @param {readonly Field[]} fields @param {Blanks} told @param {Map<string, string>} heard */
function newlySettled(fields, { marks }, heard) {
  const at = fields.find(({ field }) => field === document.activeElement)?.key ?? null;
  const said = settledBlanks(marks, new Map(fields.map(({ key, line }) => [key, line])), at, heard);
  for (const [key, text] of said) heard.set(key, text);
  return [...said.values()].join(" ");
}

/** @param {ExerciseStore} store @param {HTMLElement} place @param {{ soon: () => void, now: () => unknown }} asking */
function askAnew(store, place, asking) {
  store.watch(["answers"], ({ kind }) => void (isBlanks(kind) && asking.soon()));
  store.watch(["kind", "listing", "stage"], ({ kind }) => {
    place.hidden = !isBlanks(kind);
    if (place.hidden) return;
    place.setAttribute("aria-busy", "true");
    void asking.now();
  });
}

/** @param {Parts} parts @param {unknown} error */
function tellProblem(parts, error) {
  if (!(error instanceof ProblemError)) throw error;
  parts.standing.textContent = error.problem.detail ?? error.problem.title;
}

/** The blank that was in use last, or the first that is not right. @param {readonly Field[]} fields @param {string | null} last @param {Blanks | null} told */
function toShow(fields, last, told) {
  const keys = [last, told?.marks.find(({ status }) => status !== "right")?.key];
  return keys.find((key) => fields.some((one) => one.key === key)) ?? null;
}

/**
 * Show a stage, with what was answered before.
 * @param {HTMLElement} place @param {Parts} parts @param {Blanks} told
 * @param {import("./types.js").Answers} answers @param {(key: string, answer: string) => void} changed
 */
function layOut(place, parts, told, answers, changed) {
  place.classList.toggle("is-wide", isWide(told));
  parts.shown.textContent = "";
  const fields = writeCode(parts.code, told, answers, changed);
  if (place.contains(document.activeElement)) fields[0]?.field.focus();
  return fields;
}

/**
 * @param {Readonly<import("./types.js").State>} state whose answers are of all stages
 * @param {boolean} forget @param {string | null} show @param {AbortSignal} signal
 */
async function ask({ listing, stage, answers }, forget, show, signal) {
  const mine = Object.fromEntries(Object.entries(answers).filter(([key, answer]) => key.startsWith(`${stage}.`) && answer !== ""));
  return { listing, told: await post("api/v1/blanks", { listing, stage, answers: mine, forget, show }, signal), show, marked: answers };
}

/** @param {(by: number) => void} step @param {() => void} forget @param {() => void} show */
function build(step, forget, show) {
  /** @type {string | null} */
  let last = null;
  const code = make("div", { class: "blanks-code", role: "region", "aria-label": "Listing", tabindex: 0 });
  code.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLInputElement) last = target.dataset["key"] ?? null;
  });
  const [back, on] = [button("‹", () => step(-1), { "aria-label": "The stage before" }), button("›", () => step(1), { "aria-label": "The next stage" })];
  const at = make("span", { class: "blanks-at" });
  const title = make("h2", { class: "blanks-title" });
  const says = make("p", { class: "blanks-says" });
  const reasons = make("ul", { class: "reasons blanks-reasons" });
  const standing = make("p", { class: "done", role: "status" });
  const shown = make("p", { class: "blanks-shown", role: "status" });
  const [table, run, kept] = [make("table", { class: "blanks-run" }), make("p", { class: "blanks-told", role: "status" }), make("p", { class: "blanks-kept" })];
  const numbers = make("div", { class: "blanks-table", role: "region", "aria-label": "Numbers of the run", tabindex: 0, hidden: true }, table);
  const forgetting = button("Forget the cache", forget, { "aria-pressed": "false" });
  const steps = make("div", { class: "blanks-steps", role: "group", "aria-label": "Stages" }, back, at, on);
  const left = make("section", { class: "blanks-left", "aria-label": "The listing" },
    make("div", { class: "blanks-head" }, steps, title), says, code, reasons);
  const right = make("section", { class: "blanks-right", "aria-labelledby": "blanks-run-title" },
    make("div", { class: "exercises-row" }, standing, button("Show an answer", show)), shown,
    make("h2", { id: "blanks-run-title" }, "Run against the engine"), run, numbers,
    make("div", { class: "exercises-row" }, forgetting), kept);
  return { all: [left, right], code, back, on, at, steps, title, says, reasons, standing, shown, table, numbers, run, kept, forgetting, last: () => last };
}

/**
 * Write the code with its fields.
 * @param {HTMLElement} place @param {Blanks} told @param {import("./types.js").Answers} answers @param {(key: string, answer: string) => void} changed
 */
function writeCode(place, told, answers, changed) {
  /** @type {Field[]} */
  const fields = [];
  const lines = told.lines.map((pieces, k) => {
    const [sign, mark] = [make("span", { class: "blanks-sign", "aria-hidden": "true" }), make("span", { class: "blanks-mark" })];
    const why = make("p", { class: "blanks-why" });
    const code = make("span", { class: "blanks-text" });
    for (const { text, blank, width } of pieces) {
      if (blank === null) code.append(...colouredOf(text).map(({ text: part, look }) => (look ? make("span", { class: look }, part) : part)));
      else {
        const field = make("input", {
          type: "text", class: "blank", "data-key": blank, "aria-label": nameOfBlank(blank, k + 1), autocomplete: "off",
          autocapitalize: "off", spellcheck: "false", maxlength: 300, style: `width: ${width + 1}ch`,
        });
        field.value = answers[blank] ?? "";
        field.addEventListener("input", () => changed(blank, field.value));
        fields.push({ key: blank, line: k + 1, field, sign, mark, why });
        code.append(field);
      }
    }
    return [make("div", { class: "blanks-line" }, make("span", { class: "blanks-number" }, make("span", { "aria-hidden": "true" }, String(k + 1)), sign), code, mark), why];
  });
  place.replaceChildren(...lines.flat());
  for (const [k, { field }] of fields.entries()) {
    field.addEventListener("keydown", (event) => {
      const by = event.key === "Enter" || event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      const next = fields[k + by];
      if (by === 0 || !next || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      next.field.focus();
    });
  }
  return fields;
}

/** @param {Parts} parts @param {readonly Field[]} fields @param {Blanks} told @param {boolean} forgetting */
function tell(parts, fields, told, forgetting) {
  const stage = told.stages[told.stage - 1];
  parts.steps.hidden = told.stages.length < 2;
  parts.at.textContent = `${told.stage}/${told.stages.length}`;
  parts.title.textContent = stage?.title ? `${told.title}. ${stage.title}` : told.title;
  parts.says.textContent = told.says;
  parts.back.disabled = told.stage === 1;
  parts.on.disabled = told.stage === told.stages.length;
  /** @type {HTMLElement[]} */
  const reasons = [];
  for (const { why } of fields) why.textContent = "";
  for (const { key, line, field, sign, mark, why } of fields) {
    const found = told.marks.find((one) => one.key === key);
    const is = `is-${found?.status ?? "missing"}`;
    mark.className = `blanks-mark ${is}`;
    sign.className = `blanks-sign ${is}`;
    ({ sign: sign.textContent, word: mark.textContent } = saidOfMark(found));
    field.dataset["status"] = found?.status ?? "missing";
    field.setAttribute("aria-invalid", String(found?.status === "wrong" || found?.status === "error"));
    field.removeAttribute("aria-describedby");
    if (!found?.reason) continue;
    const id = `reason-${fields.findIndex((one) => one.key === key)}`;
    why.append(make("span", { class: is }, found.reason, " "));
    reasons.push(make("li", { class: is, id }, make("b", {}, `Line ${line}:`), ` ${found.reason}`));
    field.setAttribute("aria-describedby", id);
    if (field === document.activeElement) why.scrollIntoView({ block: "nearest" }); // above a phone's keyboard
  }
  parts.reasons.replaceChildren(...reasons);
  const [written] = fields.filter(({ field }) => field === document.activeElement);
  written?.field.scrollIntoView({ block: "nearest" }); // reasons may have taken its room
  const { isDone, text } = standingOf(told);
  if (parts.standing.textContent !== text) parts.standing.textContent = text;
  parts.standing.classList.toggle("is-done", isDone && !forgetting);
  parts.forgetting.setAttribute("aria-pressed", String(forgetting));
  parts.forgetting.disabled = !told.run || told.run.kept.length === 0;
  const run = runText(told);
  if (parts.run.textContent !== run) parts.run.textContent = run; // it is heard at each change
  parts.kept.textContent = told.run ? keptText(told.run) : "";
  parts.table.replaceChildren(...rowsOf(told));
  parts.numbers.hidden = !told.run; // nothing there to stop at
}

/** @param {Blanks} told */
function rowsOf(told) {
  const rows = rowsShown(told);
  if (rows.length === 0) return [];
  const asks = rows.some(({ quotient }) => quotient !== null) ? ["Difference quotient"] : [];
  const head = make("tr", {}, ...["Line", "Name", "Listing", "Engine", ...asks].map((text) => make("th", { scope: "col" }, text)));
  return [head, ...rows.map(({ name, line, own, engine, quotient, agrees, failure, is_gradient: isGradient }) => {
    const side = isGradient ? "gradient" : "value";
    const mine = failure ? make("td", { class: "is-wrong" }, `✗ ${failure}`) : make("td", { class: agrees ? "is-right" : "is-wrong" }, `${agrees ? "✓" : "✗"} ${numberOf(own)}`);
    return make("tr", {}, make("td", {}, String(line)), make("th", { scope: "row" }, name), mine,
      ...[engine, ...asks.map(() => quotient)].map((number) => make("td", { class: side }, number === null ? "" : numberOf(number))));
  })];
}
