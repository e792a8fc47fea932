// The configuration and the points as text. Both are applied while they are typed, as soon as they can
// be read; what cannot be read stays as it was typed, with what is wrong below it.

import { button, make } from "../page/build.js";
import { readConfigText, writeConfigText, writeLayers } from "./config_text.js";
import { describeTroubles, readPoints, writePoints } from "./points_text.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */

const PAUSE = 400; // ms after the last key until the text counts

/**
 * A text that is applied while it is typed.
 * @param {object} how
 * @param {string} how.label
 * @param {number} how.rows
 * @param {(text: string) => string} how.apply returns what is wrong with it, or nothing
 */
function makeText({ label, rows, apply }) {
  const area = make("textarea", { rows, spellcheck: "false", autocomplete: "off", autocapitalize: "off", "aria-label": label });
  const trouble = make("p", { class: "trouble", role: "alert" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const now = () => {
    clearTimeout(waiting);
    trouble.textContent = apply(area.value);
    area.setAttribute("aria-invalid", String(trouble.textContent !== ""));
  };
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(now, PAUSE);
  });
  return {
    area,
    trouble,
    now,
    /** Show a text, unless another is being typed. @param {string} text */
    show(text) {
      if (document.activeElement === area || area.getAttribute("aria-invalid") === "true") return;
      area.value = text;
    },
  };
}

/**
 * @param {HTMLElement} element @param {LabStore} store @param {LabActions} actions
 */
export function mountConfigText(element, store, actions) {
  const { choices } = store.get();
  const layers = makeText({ label: "Layers in short", rows: 1, apply });
  const whole = makeText({ label: "Configuration as JSON", rows: 12, apply });

  /** @param {string} text */
  function apply(text) {
    const { config, fault } = readConfigText(text, choices);
    if (fault) return `Line ${fault.line}, column ${fault.column}: ${fault.message}.`;
    actions.setConfig(config);
    return "";
  }
  store.watch(["config"], ({ config }) => {
    if (!config) return;
    layers.show(writeLayers(config));
    whole.show(writeConfigText(config));
  });
  element.append(
    make(
      "details",
      { class: "text-panel" },
      make("summary", {}, "As text"),
      make("p", { class: "small" }, "The layers in short, or everything as JSON; applied as you type."),
      layers.area,
      layers.trouble,
      whole.area,
      whole.trouble,
    ),
  );
}

/**
 * @param {HTMLElement} element @param {LabStore} store @param {LabActions} actions
 * @param {import("./types.js").Choices} choices
 */
export function mountPointsText(element, store, actions, choices) {
  const own = choices.datasets.find(({ source }) => source === "points")?.name ?? null;
  const text = makeText({ label: "Points as text", rows: 6, apply });
  const file = make("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain", "aria-label": "Points from a file" });
  const panel = make(
    "details",
    { class: "text-panel" },
    make("summary", {}, "Your own data"),
    make("p", { class: "small" }, "Paste x1,x2,label, one point a line, or drop a CSV file anywhere on the page."),
    text.area,
    text.trouble,
    make("div", { class: "row" }, button("Take the points shown", takeShown), file),
  );
  element.append(panel);

  /** @param {string} written */
  function apply(written) {
    const { config, limits } = store.get();
    const values = config?.loss === "regression";
    const { points, troubles } = readPoints(written, { values, most: limits?.["classes"] ?? 5 });
    if (troubles.length) return describeTroubles(troubles);
    actions.setConfig({ dataset: { name: own, points, classes: null, variant: null, function: null } });
    return "";
  }

  function takeShown() {
    const { data } = store.get();
    if (!data) return;
    text.area.value = writePoints(data.points.map(([x1, x2], k) => [x1, x2, data.labels[k] ?? 0]));
    text.now();
  }

  /** @param {File | null | undefined} chosen */
  async function read(chosen) {
    if (!chosen) return;
    panel.open = true;
    text.area.value = await chosen.text();
    text.now();
  }
  file.addEventListener("change", () => read(file.files?.[0]));
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    void read(event.dataTransfer.files[0]);
  });
}
