// Who waits for the server's answer to a message: it is of the same type, or says that it was refused.

/** @typedef {import("./types.js").ClientMessage} ClientMessage */
/** @typedef {import("./types.js").ServerMessage} ServerMessage */

export class Answers {
  /** @type {Map<string, { hear: (message: any) => void, fail: (reason: Error) => void }[]>} */
  #waiting = new Map();

  /** The answer to a message that was sent. @param {ClientMessage["type"]} type @returns {Promise<any>} */
  to(type) {
    return new Promise((hear, fail) => {
      this.#waiting.set(type, [...(this.#waiting.get(type) ?? []), { hear, fail }]);
    });
  }

  /** @param {ServerMessage} message */
  hear(message) {
    const type = (message.type === "error" ? message.of : message.type) ?? "";
    const waiting = this.#waiting.get(type) ?? [];
    this.#waiting.delete(type);
    for (const { hear, fail } of waiting) {
      if (message.type === "error") fail(new Error(message.problem.detail));
      else hear(message);
    }
  }

  /** Nothing more is answered. @param {string} why */
  fail(why) {
    for (const waiting of this.#waiting.values()) for (const { fail } of waiting) fail(new Error(why));
    this.#waiting.clear();
  }
}
