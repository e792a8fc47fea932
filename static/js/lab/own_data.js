// The panel of one's own data: a table is pasted, dropped or chosen, and what was read of it can be changed.

import { ProblemError, post } from "../page/api.js";
import { button, make } from "../page/build.js";
import { notePress } from "./own_data_past.js";
import { ownChange, tellRead, writePoints } from "./points_text.js";
import { makeText } from "./text_panels.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */
/** @typedef {import("./points_text.js").Read} Read */

/**
 * @param {HTMLElement} element @param {LabStore} store @param {LabActions} actions
 * @param {import("./types.js").Choices} choices
 * @returns {() => void} opens it, so that one can write or paste at once
 */
export function mountOwnData(element, store, actions, choices) {
  const own = choices.datasets.find(({ source }) => source === "points")?.name ?? null;
  const preview = makePreview(() => text.now());
  const text = makeText({ label: "Points as text", rows: 6, apply });
  const file = make("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain", "aria-label": "Points from a file" });
  const kept = keptPoints(store, actions, own);
  const panel = make(
    "details",
    { class: "text-panel" },
    make("summary", {}, "Your own data"),
    make("p", { class: "small" }, "Paste a table, one point a line: two numbers and a label. Or drop a file anywhere on the page."),
    text.area,
    text.trouble,
    preview.element,
    make("div", { class: "row" }, button("Take the points shown", takeShown), button("Clear", clear), undoing(store, actions), kept, file),
    standardizing(store, actions),
  );
  element.append(panel);
  panel.addEventListener("toggle", () => panel.open && panel.scrollIntoView({ block: "start" }));
  text.area.addEventListener("paste", preview.forget);

  /** @param {string} written */
  async function apply(written) {
    if (!written.trim()) return "";
    try {
      const read = await post("api/v1/datasets/read", { text: written, ...preview.chosen() });
      if (written !== text.area.value) return "";
      preview.show(read);
      actions.setConfig(ownChange(own, read, store.get().config));
      return "";
    } catch (error) {
      preview.show(null);
      if (!(error instanceof ProblemError)) throw error;
      return inWords(error.problem);
    }
  }

  function takeShown() {
    const { data } = store.get();
    if (!data) return;
    text.area.value = writePoints(data);
    preview.forget();
    text.now();
  }

  function clear() {
    text.area.value = "";
    preview.forget();
    text.now();
    actions.setConfig({ dataset: { name: own, points: [], classes: null, variant: null, function: null, query: null } });
  }

  takeFiles(file, async (chosen) => {
    panel.open = true;
    text.area.value = await chosen.text();
    preview.forget();
    text.now();
  });
  return () => void ((panel.open = true), text.area.focus());
}

/** What is wrong with a table. @param {import("../page/api.js").Problem} problem */
const inWords = ({ detail, hint }) => `${detail.charAt(0).toUpperCase()}${detail.slice(1)}. ${hint ? `Try this: ${hint}.` : ""}`;

/** What was read, with the columns to be chosen. @param {() => void} again read the text anew */
function makePreview(again) {
  const told = make("p", { class: "small", role: "status" });
  const [first, second, label] = [make("select", {}), make("select", {}), make("select", {})];
  const header = make("input", { type: "checkbox" });
  const values = make("input", { type: "checkbox" });
  const labels = [["x1", first], ["x2", second], ["Label", label]].map(([name, field]) => make("label", {}, /** @type {string} */ (name), " ", /** @type {Node} */ (field)));
  const checks = [make("label", {}, header, " First row is a heading"), make("label", {}, values, " Labels are values")];
  const element = make("div", { class: "own-read", hidden: true }, told, make("div", { class: "row" }, ...labels, ...checks));
  /** What somebody chose. @type {{ columns?: [string, string], label?: string, header?: boolean, values?: boolean }} */
  let chosen = {};

  for (const field of [first, second, label]) {
    field.addEventListener("change", () => {
      chosen = { ...chosen, columns: [first.value, second.value], label: label.value };
      again();
    });
  }
  header.addEventListener("change", () => {
    chosen = { header: header.checked }; // the columns have other names now
    again();
  });
  values.addEventListener("change", () => {
    chosen = { ...chosen, values: values.checked };
    again();
  });
  return {
    element,
    chosen: () => chosen,
    /** Another text has other columns. */
    forget: () => void (chosen = {}),
    /** @param {Read | null} read */
    show(read) {
      element.hidden = !read;
      if (!read) return;
      told.textContent = tellRead(read);
      for (const [field, name] of /** @type {const} */ ([[first, read.columns[0]], [second, read.columns[1]], [label, read.label]])) {
        field.replaceChildren(...read.names.map((each) => make("option", { value: each }, each)));
        field.value = name;
      }
      header.checked = read.header;
      values.checked = read.values;
    },
  };
}

/** A button that brings one's own points back after other data were chosen. @param {LabStore} store @param {LabActions} actions @param {string | null} own */
function keptPoints(store, actions, own) {
  /** @type {import("./own_data_past.js").Before | null} */
  let kept = null;
  const back = button("", () => kept && actions.setConfig(kept));
  store.watch(["config"], ({ config }) => {
    if (!config) return;
    const { dataset, loss, output_activation } = config;
    if (dataset.name === own && dataset.points?.length) kept = { dataset, loss, output_activation };
    const count = kept?.dataset.points?.length ?? 0;
    back.hidden = !kept || dataset.name === own;
    back.textContent = `Back to your ${count.toLocaleString("en")} points`;
  });
  return back;
}

/** The button and the key that take the last change of the data back. @param {LabStore} store @param {LabActions} actions */
function undoing(store, actions) {
  const undo = button("Undo", actions.undo, { title: "Take the last change of the data back; on the plane Ctrl+Z" });
  store.watch(["undoable"], ({ undoable }) => {
    undo.disabled = !undoable;
  });
  for (const press of ["pointerdown", "keydown"]) document.addEventListener(press, notePress, { capture: true });
  document.addEventListener("keydown", (event) => {
    const isTyped = event.target instanceof HTMLElement && event.target.matches("input, textarea, select"); // which undo by themselves
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || isTyped) return;
    event.preventDefault();
    actions.undo();
  });
  return undo;
}

/** Whether the network sees the data in standard units. @param {LabStore} store @param {LabActions} actions */
function standardizing(store, actions) {
  const box = make("input", { type: "checkbox" });
  box.addEventListener("change", () => actions.setConfig({ dataset: { standardize: box.checked, center: null, scale: null } }));
  store.watch(["config"], ({ config }) => {
    box.checked = config?.dataset.standardize ?? false;
  });
  return make("label", { class: "small" }, box, " Standardise: the network sees (x − mean) / standard deviation; the axes keep the units of the data.");
}

/** Files that are chosen, or dropped on the page. @param {HTMLInputElement} input @param {(file: File) => Promise<void>} take */
function takeFiles(input, take) {
  input.addEventListener("change", () => {
    const chosen = input.files?.[0];
    if (chosen) void take(chosen);
    input.value = ""; // so that the same file can be chosen again
  });
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const dropped = event.dataTransfer?.files[0];
    if (!dropped) return;
    event.preventDefault();
    void take(dropped);
  });
}
