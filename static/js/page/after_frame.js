// Once the browser has drawn what was done: then what is measured has been laid out, and is on the screen.

/** @param {() => void} act */
export const afterFrame = (act) => void requestAnimationFrame(() => setTimeout(act));
