// The scene of a press, forward or backward. Pure.

import { backScene } from "./scene_back.js";
import { forthScene } from "./scene_forth.js";

/** @param {import("./scene.js").Plot} plot @returns {import("./beats.js").Scene} */
export function sceneOf(plot) {
  return plot.trace.steps[plot.press.to - 1]?.phase === "forward" ? forthScene(plot) : backScene(plot);
}
