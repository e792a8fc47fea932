// A film taken apart: at which times it is looked at, and how it looks there. Pure.

/** Share of a press in which things move, and how it is looked at meanwhile: as often as a GIF has a good rhythm. */
const MOVES = 0.6;
const FASTEST = 0.1; // s
const MOST_LOOKS = 240;
const REST = 3; // pictures for which the last one is shown longer, as app/drawing/film.py has it

/** What the film says of itself. @param {string} svg */
export function filmOf(svg) {
  const [, pictures, pace] = /data-pictures="(\d+)" data-pace="([\d.]+)"/.exec(svg) ?? [];
  const [, width, height] = / width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { pictures: Number(pictures), pace: Number(pace), width: Number(width), height: Number(height) };
}

/**
 * When to look at the film, and for how long each look is shown, in seconds.
 * @param {{ pictures: number, pace: number }} film
 * @returns {{ at: number, seconds: number }[]}
 */
export function looksAt({ pictures, pace }) {
  const looks = Math.max(Math.min(Math.round((MOVES * pace) / FASTEST), Math.floor(MOST_LOOKS / pictures)), 1);
  const every = Math.round((100 * MOVES * pace) / looks) / 100;
  const found = [{ at: 0, seconds: pace }];
  for (let picture = 1; picture < pictures; picture++) {
    for (let look = 1; look <= looks; look++) found.push({ at: picture * pace + look * every, seconds: every });
    const last = found.at(-1);
    if (last) last.seconds += pace - looks * every + (picture === pictures - 1 ? REST * pace : 0);
  }
  return found;
}

/** The film held at a moment. @param {string} svg @param {number} seconds */
export function heldAt(svg, seconds) {
  const held = `.cr-f{animation-delay:-${seconds}s!important;animation-play-state:paused!important}`;
  return svg.replace("</style>", `${held}</style>`).replace(/@media \(prefers-reduced-motion:reduce\)\{.*?\}\}/, "");
}
