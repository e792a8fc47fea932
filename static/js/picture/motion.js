// The clock of a motion: from one moment of a press to another, in so many ms. What is seen at a moment is
// none of its business.

/** A moment that is seen until another. @typedef {readonly [until: number, seen: number]} Cut */

/**
 * Let time pass; `done` is called at the end, also when it is cut short.
 * @param {{ from: number, to: number, duration: number, delay?: number, cuts?: readonly Cut[] | null }} course
 *   `delay` is how long the first moment is seen before, `cuts` are what is seen where nothing may move
 * @param {(t: number) => void} draw
 * @param {() => void} done
 * @returns {() => void} ends it at once
 */
export function run({ from, to, duration, delay = 0, cuts = null }, draw, done) {
  let frame = 0;
  let over = false;
  const start = performance.now();

  function finish() {
    if (over) return;
    over = true;
    cancelAnimationFrame(frame);
    done();
  }

  /** @param {number} now */
  function tick(now) {
    const share = duration > 0 ? Math.min(Math.max((now - start - delay) / duration, 0), 1) : 1;
    const t = from + share * (to - from);
    draw(cuts ? cutAt(cuts, t) : t);
    if (share >= 1) finish();
    else frame = requestAnimationFrame(tick);
  }

  tick(start);
  return finish;
}

/** The moment that is seen instead of one. @param {readonly Cut[]} cuts @param {number} t */
export function cutAt(cuts, t) {
  return cuts.find(([until]) => t <= until)?.[1] ?? 1;
}
