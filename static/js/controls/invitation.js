// What the card says before anything is played: one line that tells what to press. Pure.

/**
 * @param {Pick<import("../trace/types.js").Trace, "mode" | "steps">} trace
 * @param {boolean} byTouch whether the reader has fingers and no mouse
 */
export function invitation({ mode, steps }, byTouch) {
  if (steps.length === 0) return "The inputs have their values; nothing is computed from them.";
  const sight = mode === "forward" ? "Watch a tangent run forward" : "Watch a gradient find its way back";
  return `${sight}: ${byTouch ? "tap" : "press"} Play`;
}
