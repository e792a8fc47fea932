// How far a new line of the program is indented. Pure.

const DEEPER = "    ";

/**
 * The spaces that a line begins with which follows a text: those of its last line, and more where a colon opens a body.
 * @param {string} text up to where the line is broken
 */
export function indentAfter(text) {
  const line = text.slice(text.lastIndexOf("\n") + 1);
  const [spaces = ""] = /^[ \t]*/.exec(line) ?? [];
  return /:\s*(#.*)?$/.test(line) && !/^\s*#/.test(line) ? spaces + DEEPER : spaces;
}
