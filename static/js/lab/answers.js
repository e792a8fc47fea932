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

  /** Each message is answered once, those of a type in their order. @param {ServerMessage} message */
  hear(message) {
    if (message.type === "error" && message.of === null) return;
    const type = message.type === "error" ? (message.of ?? "") : message.type;
    const [first, ...rest] = this.#waiting.get(type) ?? [];
    this.#waiting.set(type, rest);
    if (message.type === "error") first?.fail(new Error(message.problem.detail));
    else first?.hear(message);
  }

  /** Nothing more is answered. @param {string} why */
  fail(why) {
    for (const waiting of this.#waiting.values()) for (const { fail } of waiting) fail(new Error(why));
    this.#waiting.clear();
  }
}
