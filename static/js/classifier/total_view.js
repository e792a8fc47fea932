// The stage of the total: the mean of the losses and the penalty, as sums and as one bar.

import { make } from "../page/build.js";
import { showExactly } from "../trace/numbers.js";
import { meanOf, penaltySum } from "./told.js";

/** @typedef {import("./types.js").ClassifierStore} ClassifierStore */

/** @param {HTMLElement} element @param {ClassifierStore} store */
export function mountTotal(element, store) {
  const [data, penalty, total] = [make("dd", {}), make("dd", {}), make("dd", {})];
  const [dataName, penaltyName] = [make("dt", {}, "data loss"), make("dt", {}, "penalty")];
  const [dataPart, penaltyPart] = [make("span", { class: "bar-data" }), make("span", { class: "bar-penalty" })];
  const bar = make("div", { class: "loss-bar", role: "img" }, dataPart, penaltyPart);
  element.append(make("dl", { class: "total-sums" }, dataName, data, penaltyName, penalty, make("dt", {}, "total"), total), bar);
  store.watch(["moment", "strength", "half", "scores"], (state) => {
    const { moment, strength, half, scores } = state;
    if (!moment) return;
    const show = (/** @type {import("../trace/types.js").Scalar} */ value) => showExactly(value);
    const mean = meanOf(moment);
    data.textContent = mean === showExactly(moment.data_loss, 2) ? mean : `${mean} = ${show(moment.data_loss)}`;
    penaltyName.textContent = half ? "½λΣW²" : "λΣW²";
    penalty.textContent = scores ? "no weights, no penalty" : strength > 0 ? `${penaltySum(state)} = ${show(moment.penalty)}` : "0 (λ = 0)";
    total.textContent = strength > 0 ? `${show(moment.data_loss)} + ${show(moment.penalty)} = ${show(moment.loss)}` : show(moment.loss);
    const [one, other] = [Math.max(Number(moment.data_loss), 0), Number(moment.penalty)];
    const share = one + other > 0 && Number.isFinite(one + other) ? one / (one + other) : 0;
    dataPart.style.width = `${100 * share}%`;
    penaltyPart.style.width = one + other > 0 ? `${100 * (1 - share)}%` : "0";
    dataPart.textContent = share > 0.12 ? `data ${show(moment.data_loss)}` : "";
    penaltyPart.textContent = share < 0.88 && other > 0 ? `penalty ${show(moment.penalty)}, ${Math.round(100 * (1 - share))} %` : "";
    bar.setAttribute("aria-label", `data loss ${show(moment.data_loss)}, penalty ${show(moment.penalty)}`);
  });
}
