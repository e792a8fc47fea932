// A film cut into its pictures, each with no more than what is seen while it is shown: a film of fifty pictures is
// fifty times as much to read as one of them.

/** What a part of a film is called by: the pictures `s3-5` that it is shown in, or `t4on` in which it travels. */
const SHOWN = /^s(\d+)-(\d+)w?$/;
const TRAVELS = /^t(\d+)/;

/**
 * @param {string} svg
 * @returns {(picture: number) => string} the film with the parts of one picture, and of the one before as they fade
 */
export function cutOf(svg) {
  const film = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const written = new XMLSerializer();
  let [last, text] = [-1, ""];
  return (picture) => {
    if (picture === last) return text;
    const one = /** @type {Element} */ (film.cloneNode(true));
    /** @type {Set<string>} */
    const kept = new Set();
    for (const part of one.querySelectorAll(".cr-f")) {
      const [, name = ""] = part.classList;
      const seen = seenAt(name, picture);
      if (seen === "changing") kept.add(name);
      else if (seen === "steady") for (const said of ["class", "opacity"]) part.removeAttribute(said);
      else part.remove();
    }
    const style = one.querySelector("style");
    if (style) style.textContent = rulesOf(style.textContent, kept);
    [last, text] = [picture, written.serializeToString(one)];
    return text;
  };
}

/** @param {string} name @param {number} picture */
function seenAt(name, picture) {
  const [, from, to] = SHOWN.exec(name) ?? [];
  const [, travels = "0"] = TRAVELS.exec(name) ?? [];
  const [first, end] = [Number(from ?? travels), Number(to ?? travels)];
  if (picture < first || picture > end) return "never";
  return first < picture && picture < end ? "steady" : "changing";
}

/** The style sheet with the motions that are left. @param {string} sheet @param {ReadonlySet<string>} kept */
function rulesOf(sheet, kept) {
  const [before, ...rules] = sheet.split("@keyframes ");
  const last = rules.length - 1;
  const tail = rules[last]?.replace(/^.*?\{animation-name:[^}]*\}/, "") ?? "";
  const left = rules.map((rule) => /^.*?\{animation-name:[^}]*\}/.exec(rule)?.[0] ?? "").filter((rule) => kept.has(rule.slice(0, rule.indexOf("{"))));
  return [before, ...left].join("@keyframes ") + tail;
}
