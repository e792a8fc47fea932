// Whether anything may move by itself.

/** Whether the reader has not asked for less motion. */
export function motionIsWelcome() {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}
