// Which exercises are done stays in this browser, and nowhere else.

const KEY = "chainrule-exercises-done";
const MOST = 500;

/** @returns {string[]} ids of presets, those done last at the end */
export function allDone() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((id) => typeof id === "string") : [];
  } catch {
    return []; // nothing was kept, or storage is switched off
  }
}

/** @param {string} id of a preset */
export function keepDone(id) {
  const others = allDone().filter((one) => one !== id);
  try {
    localStorage.setItem(KEY, JSON.stringify([...others, id].slice(-MOST)));
  } catch {
    // storage is full or switched off: it lasts as long as the page
  }
}
