// The line between a stage and its speaker's window: both are pages of one browser, so it needs no server.

const KEY = "chainrule.speaker";

/**
 * What a stage tells its speaker.
 * @typedef {object} Told
 * @property {string} example what is shown
 * @property {string} place where its story stands
 * @property {string} now what is said of this step
 * @property {string} coming what will be said of the next one; empty where nothing is known of it
 * @property {string} note of the example, for the speaker
 * @property {{ title: string, note: string, next: string, at: number, count: number } | null} item of a playlist
 */
/** @typedef {{ told: Told } | { hello: true } | { bye: true } | { key: string }} Message */

/** The line of this tab's speaker, kept from page to page; null where none was opened. */
export function lineOfTab() {
  try {
    return window.top === window ? sessionStorage.getItem(KEY) : null;
  } catch {
    return null; // the reader lets no page store anything: the window ends with the page
  }
}

/** @returns {string} a line that this tab keeps */
export function newLine() {
  const line = Math.random().toString(36).slice(2);
  try {
    sessionStorage.setItem(KEY, line);
  } catch {
    return line;
  }
  return line;
}

/** @param {string} line @param {(message: Message) => void} hear */
export function openLine(line, hear) {
  const channel = new BroadcastChannel(`${KEY}.${line}`);
  channel.addEventListener("message", ({ data }) => hear(data));
  return { say: (/** @type {Message} */ message) => channel.postMessage(message), close: () => channel.close() };
}
