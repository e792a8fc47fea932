// Below everything: the loss over the updates of the run, with its scrubber.

import { RunCurve } from "../updates/curve_view.js";

/** @param {HTMLElement} element @param {import("./types.js").ClassifierStore} store @param {(made: number) => void} go */
export function mountFoot(element, store, go) {
  const curve = new RunCurve(go);
  element.append(curve.element);
  store.watch(["made", "far", "curve"], ({ made, far, curve: { updates, losses } }) => {
    curve.stand(made, far);
    const until = updates.filter((update) => update <= far).length; // one more is known than has been made
    curve.draw(updates.slice(0, until), losses.slice(0, until), made);
  });
}
