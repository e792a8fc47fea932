// A small window in which one weight or bias is changed: typed, dragged, or by wheel and arrows.

import { button, make } from "../../page/build.js";
import { showExactly } from "../../trace/numbers.js";
import { giveBack } from "../../page/stage.js";
import { soon } from "./canvas.js";
import { stepFormula, unitFormula, valuesOf } from "./formula.js";
import { shownParameters, shownProbed } from "./shown.js";
import { indexOf, unitName, weightAt, weightName } from "./units.js";

/** @typedef {import("../types.js").LabStore} LabStore */
/** @typedef {import("../types.js").LabActions} LabActions */

const WHEEL = 0.1; // that a notch of the wheel or an arrow changes

/**
 * @param {HTMLElement} element where the window lies over
 * @param {LabStore} store
 * @param {LabActions} actions
 */
export function mountWeightEditor(element, store, actions) {
  const heading = make("h2", {});
  const chooser = make("select", { "aria-label": "weight" });
  const number = make("input", { type: "number", step: WHEEL, "aria-label": "value" });
  const slider = make("input", { type: "range", step: "any", "aria-label": "value, as a slider" });
  const formula = make("p", { class: "net-formula" });
  const step = make("p", { class: "net-step" });
  const close = button("✕", () => shut(true), { class: "net-close", "aria-label": "Close" });
  const box = make("div", { class: "net-editor", role: "dialog", "aria-label": "Weight", hidden: true },
    make("div", { class: "net-editor-head" }, heading, close), make("div", { class: "net-editor-row" }, chooser, number), slider, formula, step);
  element.append(box);
  /** @type {HTMLElement | null} */
  let opener = null;
  /** @type {number | null} a value on its way to the server */
  let wanted = null;

  const send = soon(() => {
    const { selected } = store.get();
    if (selected !== null && wanted !== null) actions.put(selected, wanted);
  });

  /** @param {number} value */
  function put(value) {
    if (!Number.isFinite(value)) return;
    wanted = value;
    send();
  }

  /** @param {boolean} back whether the focus goes back to what opened it */
  function shut(back) {
    if (box.hidden) return;
    box.hidden = true;
    store.set({ selected: null });
    if (back) giveBack(opener);
  }

  number.addEventListener("input", () => {
    slider.value = number.value;
    put(number.valueAsNumber);
  });
  slider.addEventListener("input", () => {
    const value = Number(slider.valueAsNumber.toFixed(3));
    number.value = String(value);
    put(value);
  });
  box.addEventListener("wheel", (event) => {
    if (event.target === chooser) return;
    event.preventDefault();
    const value = Number(((number.valueAsNumber || 0) - Math.sign(event.deltaY) * WHEEL).toFixed(6));
    number.value = String(value);
    slider.value = number.value;
    put(value);
  }, { passive: false });
  chooser.addEventListener("change", () => store.set({ selected: Number(chooser.value) }));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && (event.key !== "Enter" || event.target !== number)) return;
    event.preventDefault();
    event.stopPropagation();
    shut(true);
  });

  function refill() {
    const { selected, network } = store.get();
    const weight = selected === null || !network ? null : weightAt(network, selected);
    wanted = null;
    if (!weight || !network) return shut(false);
    const { block, unit } = weight;
    heading.textContent = `${weight.bias ? "Bias" : "Weight"} ${weightName(weight)}`;
    const row = block.inputs + (block.bias ? 1 : 0);
    chooser.replaceChildren(...Array.from({ length: row }, (_, input) => {
      const index = indexOf(block, unit, input);
      const bias = input === block.inputs;
      const from = bias ? "bias" : `from ${unitName(network, block.layer - 1, input)}`;
      return make("option", { value: index, selected: index === selected }, `${weightName({ index, block, unit, input, bias })} ${from}`);
    }));
    show(true);
  }

  /** @param {boolean} [anew] whether also what is just being typed is replaced */
  function show(anew = false) {
    const state = store.get();
    const { selected, network, explained, config } = state;
    const probed = shownProbed(state);
    const parameters = shownParameters(state);
    const weight = selected === null || !network ? null : weightAt(network, selected);
    if (box.hidden || !weight || !network || !parameters || selected === null) return;
    const value = parameters[selected] ?? 0;
    if (anew || (document.activeElement !== number && document.activeElement !== slider)) {
      const reach = Math.max(5, Math.ceil(2 * Math.abs(value)));
      slider.min = String(-reach);
      slider.max = String(reach);
      slider.value = String(value);
      number.value = String(Number(value.toPrecision(6)));
    }
    const { layer } = weight.block;
    const values = probed ? valuesOf(probed, layer, weight.unit) : null;
    /** @param {typeof values} which */
    const line = (which) => make("span", {}, ...unitFormula(network, parameters, layer, weight.unit, which, selected)
      .map(({ text, index }) => (index === selected ? make("mark", {}, text) : text)));
    formula.replaceChildren(line(null), ...(values ? [line(values)] : []));
    step.hidden = !explained;
    if (!explained) return;
    const [gradient, delta] = [explained.gradient[selected] ?? NaN, explained.delta[selected] ?? NaN];
    const before = explained.stage === "update" ? value - delta : value;
    const rate = config?.optimizer.learning_rate ?? NaN;
    step.textContent = `gradient ${showExactly(gradient, 6)}; ${stepFormula(weightName(weight), { before, gradient, delta, rate })}`;
  }

  store.watch(["selected", "network"], refill);
  store.watch(["frame", "probed", "pointer", "explained"], soon(() => show()));

  return {
    /**
     * Open it for a weight, beside what was clicked.
     * @param {number} index
     * @param {HTMLElement | null} from what the focus returns to
     * @param {{ x: number, y: number }} place px within the element
     */
    open(index, from, { x, y }) {
      opener = from;
      box.hidden = false;
      store.set({ selected: index });
      refill();
      const room = element.clientWidth - box.offsetWidth - 4;
      box.style.left = `${Math.max(4, Math.min(x, room))}px`;
      box.style.top = `${Math.max(4, y)}px`;
      number.focus();
      number.select();
    },
    shut: () => shut(false),
  };
}
