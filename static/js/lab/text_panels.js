// The configuration as text, applied while it is typed, as soon as it can be read; what cannot be read stays as it was
// typed, with what is wrong below it.

import { make } from "../page/build.js";
import { readConfigText, writeConfigText, writeLayers } from "./config_text.js";

/** @typedef {import("./types.js").LabStore} LabStore */
/** @typedef {import("./types.js").LabActions} LabActions */

const PAUSE = 400; // ms after the last key until the text counts

/**
 * A text that is applied while it is typed.
 * @param {object} how
 * @param {string} how.label
 * @param {number} how.rows
 * @param {(text: string) => string | Promise<string>} how.apply returns what is wrong with it, or nothing
 */
export function makeText({ label, rows, apply }) {
  const area = make("textarea", { rows, spellcheck: "false", autocomplete: "off", autocapitalize: "off", "aria-label": label });
  const trouble = make("p", { class: "trouble", role: "alert" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const now = async () => {
    clearTimeout(waiting);
    const text = area.value;
    const told = await apply(text);
    if (text !== area.value) return; // it was typed on
    trouble.textContent = told;
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
