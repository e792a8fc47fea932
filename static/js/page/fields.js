// The fields of a configuration: each shows what is in force and asks for what it is changed to.

import { make } from "../page/build.js";

/** @typedef {{ low?: number, high?: number, step?: number | string, list?: number[], empty?: string }} Limits `empty`: what stands in a field that may be left empty */

const PAUSE = 250; // ms after the last key in a field until it counts

/**
 * The fields of a configuration; what makes one can be taken alone.
 * @template C
 */
export class Fields {
  /** What shows a configuration, called with each new one. @type {((config: C) => void)[]} */
  #shows = [];
  #proposals;

  /** @param {HTMLElement} element that holds the lists of proposals @param {() => C | null} now what is in force @param {(change: object) => void} set */
  constructor(element, now, set) {
    this.#proposals = makeProposals(element);
    this.now = now;
    this.set = set;
  }

  /** Be called with each configuration. @param {(config: C) => void} show */
  whenShown = (show) => {
    this.#shows.push(show);
  };

  /** @param {C} config */
  show(config) {
    for (const show of this.#shows) show(config);
  }

  /**
   * A number with a label. @param {string} text @param {(config: C) => number | null} read
   * @param {(value: number | null) => object} write @param {Limits} [limits]
   */
  number = (text, read, write, limits = {}) => {
    const { low, high, step = "any", list, empty } = limits;
    const field = make("input", { type: "number", min: low ?? null, max: high ?? null, step, placeholder: empty ?? null, autocomplete: "off" });
    if (list) field.setAttribute("list", this.#proposals(list));
    sendNumber(field, () => {
      const value = field.value === "" && empty ? null : field.valueAsNumber;
      const config = this.now();
      if (!Number.isNaN(value) && config && value !== read(config)) this.set(write(value));
    });
    // What was refused stays as long as it is typed in; then the field says again what is in force.
    field.addEventListener("blur", () => {
      const config = this.now();
      if (config) field.value = String(read(config) ?? "");
    });
    this.whenShown((config) => {
      if (document.activeElement !== field) field.value = String(read(config) ?? "");
    });
    return labelled(text, field);
  };

  /** Yes or no. @param {string} text @param {(config: C) => boolean} read @param {(value: boolean) => object} write */
  tick = (text, read, write) => {
    const field = make("input", { type: "checkbox", autocomplete: "off" });
    field.addEventListener("change", () => this.set(write(field.checked)));
    this.whenShown((config) => (field.checked = read(config)));
    return labelled(text, field);
  };

  /**
   * A number with a slider over some values before its field, in which any other can be typed.
   * @param {string} text @param {(config: C) => number | null} read
   * @param {(value: number | null) => object} write @param {readonly number[]} values from the least to the largest @param {Limits} [limits]
   */
  slider = (text, read, write, values, limits = {}) => {
    const made = this.number(text, read, write, limits);
    const field = made.querySelector("input");
    const range = make("input", { type: "range", min: 0, max: values.length - 1, step: 1, autocomplete: "off", "aria-label": `${text}, in steps` });
    range.addEventListener("input", () => {
      const value = values[range.valueAsNumber] ?? null;
      if (field) field.value = String(value);
      this.set(write(value));
    });
    this.whenShown((config) => {
      const value = read(config) ?? 0;
      range.value = String(nearestTo(values, value));
      range.setAttribute("aria-valuetext", String(value));
    });
    field?.setAttribute("aria-label", text); // a label names the first control in it alone
    field?.before(range);
    made.classList.add("sliding");
    return made;
  };

  /**
   * One of some names, of which those that are off cannot be chosen here.
   * @param {string} text @param {readonly { name: string, title: string, off?: boolean }[]} rows
   * @param {(config: C) => string} read @param {(value: string) => object} write
   */
  choice = (text, rows, read, write) => {
    const field = make("select", { autocomplete: "off" }, ...rows.map(({ name, title, off = false }) => make("option", { value: name, disabled: off }, title)));
    field.addEventListener("change", () => this.set(write(field.value)));
    this.whenShown((config) => (field.value = read(config)));
    return labelled(text, field);
  };
}

/**
 * Lists of numbers that a field proposes; the same numbers are one list.
 * @param {HTMLElement} element that holds them
 */
function makeProposals(element) {
  /** @type {Map<string, string>} */
  const lists = new Map();
  /** Returns the list's id. @param {readonly number[]} values */
  return (values) => {
    const key = values.join(",");
    const id = lists.get(key) ?? `values-${lists.size}`;
    if (!lists.has(key)) {
      lists.set(key, id);
      element.append(make("datalist", { id }, ...values.map((value) => make("option", { value }))));
    }
    return id;
  };
}

/** The place of the value that is nearest to a number. @param {readonly number[]} values @param {number} number */
function nearestTo(values, number) {
  const far = values.map((value) => Math.abs(value - number));
  return far.indexOf(Math.min(...far));
}

/** @param {string} text @param {HTMLElement} field */
function labelled(text, field) {
  return make("label", { class: "field", "data-setting": text }, make("span", {}, text), field);
}

/** Send when it is left, or a while after the last key. @param {HTMLInputElement} field @param {() => void} send */
function sendNumber(field, send) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(send, PAUSE);
  });
  field.addEventListener("change", () => {
    clearTimeout(waiting);
    send();
  });
}
