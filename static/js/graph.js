// The graph page: reads what is written, asks the server, shows the answer.

import { ProblemError, get, post, postForText } from "./api.js";
import { makeEditor } from "./editor.js";
import { latest } from "./latest.js";
import { makePicture } from "./picture.js";
import { fillTable } from "./table.js";

const PAUSE = 250; // ms without a keystroke before the program is traced again

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function part(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${id}`);
  return element;
}

const page = {
  example: part("example", HTMLSelectElement),
  detail: part("detail", HTMLSelectElement),
  problem: part("problem", HTMLElement),
  problemTemplate: part("problem-template", HTMLTemplateElement),
  warnings: part("warnings", HTMLElement),
  nodes: part("nodes", HTMLElement),
  nodeTemplate: part("node-template", HTMLTemplateElement),
  note: part("note", HTMLElement),
};
const area = part("program", HTMLTextAreaElement);
const editor = makeEditor(area, part("gutter", HTMLElement), part("backdrop", HTMLElement));
const picture = makePicture(part("picture", HTMLElement));

/**
 * What the chosen example asks for beyond its program: an output, a seed, a mode.
 * @type {Record<string, unknown>}
 */
let extras = {};

const tracing = latest(
  PAUSE,
  async (signal) => {
    const ask = { program: editor.text, detail: page.detail.value, ...extras };
    const [trace, svg] = await Promise.all([
      post("/api/v1/trace", { ...ask, layout: false }, signal),
      postForText("/api/v1/graph.svg", { ...ask, standalone: false }, signal),
    ]);
    return { trace, svg };
  },
  showTrace,
  showError,
);

/** @param {{ trace: any, svg: string }} answer */
function showTrace({ trace, svg }) {
  editor.mark(null);
  page.problem.replaceChildren();
  document.body.classList.remove("stale");
  picture.show(svg);
  fillTable(page.nodes, page.nodeTemplate, trace);
  const items = trace.warnings.map((/** @type {{ message: string }} */ warning) => {
    const item = document.createElement("li");
    item.textContent = warning.message;
    return item;
  });
  page.warnings.replaceChildren(...items);
}

/** @param {unknown} error */
function showError(error) {
  if (!(error instanceof ProblemError)) throw error;
  const { problem } = error;
  editor.mark(problem);
  document.body.classList.add("stale");
  page.problem.replaceChildren(page.problemTemplate.content.cloneNode(true));
  for (const [name, text] of Object.entries({
    what: problem.detail,
    snippet: problem.snippet,
    hint: problem.hint,
  })) {
    const place = page.problem.querySelector(`.${name}`);
    if (place) place.textContent = text ?? "";
  }
}

/** @param {any} example */
function showNote(example) {
  page.note.hidden = !example.note;
  const [note, source] = page.note.querySelectorAll("p");
  if (note) note.textContent = example.note ?? "";
  if (source) source.textContent = example.source.join("; ");
}

function ownProgram() {
  if (page.example.value === "") return;
  let own = page.example.querySelector('option[value=""]');
  if (!own) {
    own = new Option("your own", "");
    page.example.prepend(own);
  }
  page.example.value = "";
  page.note.hidden = true;
  extras = {};
}

area.addEventListener("input", () => {
  ownProgram();
  tracing.soon();
});
page.detail.addEventListener("change", () => tracing.now());
page.example.addEventListener("change", async () => {
  const id = page.example.value;
  if (!id) return;
  try {
    const example = await get(`/api/v1/examples/${encodeURIComponent(id)}`);
    if (page.example.value !== id) return;
    const { output, seed, mode, wrt, inputs } = example;
    extras = Object.fromEntries(
      Object.entries({ output, seed, mode, wrt, inputs }).filter(([, value]) => value != null),
    );
    editor.text = example.program.trimEnd();
    page.detail.value = example.detail;
    showNote(example);
    picture.fit();
    await tracing.now();
  } catch (error) {
    showError(error);
  }
});
part("program-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  tracing.now();
});
part("zoom-in", HTMLButtonElement).addEventListener("click", () => picture.zoom(1));
part("zoom-out", HTMLButtonElement).addEventListener("click", () => picture.zoom(-1));
part("zoom-fit", HTMLButtonElement).addEventListener("click", () => picture.fit());

// The server rendered a problem: mark its place too.
if (area.getAttribute("aria-invalid") === "true") tracing.now();
