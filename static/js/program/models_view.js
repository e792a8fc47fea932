// A printout or a file becomes the program, and what is to know of it stands below: what was not read, of which input.

import { post, ProblemError } from "../page/api.js";
import { button, make } from "../page/build.js";
import { styled } from "../page/styled.js";
import { fileAsk, isText, shapeFrom, toldOf, unreadLine } from "./models.js";

/** @typedef {import("./models.js").ModelAsk} ModelAsk */
/** @typedef {import("./models.js").ModelAnswer} ModelAnswer */
/** @typedef {{ own: (program: string, seen?: Partial<import("../trace/types.js").State>) => void, place: HTMLElement }} Page what takes a program, and behind what is told */

const MB = 1_000_000;
/** A model of many layers opens as its blocks. */
const BLOCKS = { detail: "blocks", closed: [], opened: [] };
const LARGEST = 1000 * MB;

/** Read a printout, or open a file. @param {string | File} model @param {Page} page */
export function readModel(model, page) {
  return typeof model === "string" ? read({ text: model }, page) : openFile(model, page);
}

/** A file that is a text is a program, or what the server says it is instead. @param {File} file @param {Page} page */
async function openFile(file, page) {
  if (file.size > LARGEST) {
    fail(boxIn(page), `${file.name} has ${Math.round(file.size / MB)} MB, more than the ${LARGEST / MB} MB that are read. Try: export one block of the model`);
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isText(bytes)) page.own(await file.text());
  else await read(fileAsk(bytes), page);
}

/** @param {ModelAsk} ask @param {Page} page */
async function read(ask, page) {
  const box = boxIn(page);
  try {
    const answer = await post("api/v1/model", ask);
    page.own(answer.program, answer.folded ? BLOCKS : {});
    box.replaceChildren(...told(answer, ask, page, box));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { detail, hint } = error.problem;
    fail(box, hint ? `${detail}. Try: ${hint}` : detail);
  }
}

/** Say why nothing was read; what was read before stays. @param {HTMLElement} box @param {string} why */
function fail(box, why) {
  const failed = box.querySelector(".failed") ?? make("p", { class: "failed" });
  failed.textContent = why;
  if (failed.isConnected) return;
  if (box.childElementCount === 0) box.append(button("Close", () => box.remove()));
  box.prepend(failed);
}

/** Where it is told; there is one at a time. @param {Page} page */
function boxIn({ place }) {
  const { nextElementSibling: next } = place;
  if (next instanceof HTMLElement && next.matches(".model-told")) return next;
  void styled("models");
  const box = make("section", { class: "model-told", "aria-label": "The model that was read", role: "status" });
  place.after(box);
  return box;
}

/** @param {ModelAnswer} answer @param {ModelAsk} ask @param {Page} page @param {HTMLElement} box */
function told(answer, ask, page, box) {
  const field = make("input", { id: "model-input", value: answer.input.join(", "), spellcheck: "false", autocomplete: "off" });
  const form = make("form", {}, make("label", { for: field.id }, answer.guessed ? "Shape of the input (guessed)" : "Shape of the input"), field, make("button", { type: "submit" }, "Read again"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const input = shapeFrom(field.value);
    field.setCustomValidity(input === null ? "Whole numbers with commas between, such as 1, 3, 224, 224" : "");
    if (field.reportValidity() && input !== null) void read({ ...ask, input }, page);
  });
  field.addEventListener("input", () => field.setCustomValidity(""));
  const unread = make("ul", { class: "unread" }, ...answer.unread.map((each) => make("li", {}, unreadLine(each))));
  const notes = make("ul", {}, ...answer.notes.map((note) => make("li", {}, note)));
  return [
    make("p", { class: "what" }, toldOf(answer)),
    ...(answer.unread.length > 0 ? [unread] : []),
    form,
    ...(answer.notes.length > 0 ? [make("details", {}, make("summary", {}, "How it was read"), notes)] : []),
    button("Close", () => box.remove()),
  ];
}
