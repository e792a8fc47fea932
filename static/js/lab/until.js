// When a run stops by itself.

import { make } from "../page/build.js";

/** @typedef {import("./types.js").LabStore} LabStore */

/** The fields for that. @param {LabStore} store */
export function makeUntil(store) {
  /** @type {{ name: "epochs" | "loss" | "accuracy", text: string, step: number, scale: number }[]} */
  const rows = [
    { name: "epochs", text: "epochs", step: 1, scale: 1 },
    { name: "loss", text: "training loss ≤", step: 0.01, scale: 1 },
    { name: "accuracy", text: "accuracy ≥ (%)", step: 1, scale: 100 },
  ];
  const summary = make("summary", { title: "When a run stops by itself" }, "Run until …");
  const fields = rows.map(({ name, text, step, scale }) => {
    const field = make("input", { type: "number", min: 0, step, autocomplete: "off" });
    field.addEventListener("change", () => {
      const { [name]: _, ...others } = store.get().until ?? {};
      const until = field.value === "" ? others : { ...others, [name]: field.valueAsNumber / scale };
      store.set({ until: Object.keys(until).length ? until : null });
    });
    return make("label", { class: "field" }, make("span", {}, text), field);
  });
  store.watch(["until"], ({ until }) => summary.classList.toggle("set", until !== null));
  return make("details", { class: "until" }, summary, make("div", { class: "until-fields" }, ...fields));
}
