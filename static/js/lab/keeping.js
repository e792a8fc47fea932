// When a page asks for a moment of the run to keep: once it stands elsewhere than at the last one, and
// not more often than what that takes allows.

const OFTEN = 1000; // ms between two moments of a run that goes on
const A_SECOND = 20_000; // characters of them

/**
 * @param {() => boolean} ask
 * @param {() => boolean} isKept whether where the run stands is kept already
 */
export function makeKeeping(ask, isKept) {
  let asking = false;
  let since = -Infinity;
  let rest = OFTEN;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** Keep where the run stands, soon. */
  function soon() {
    clearTimeout(timer);
    if (asking || isKept()) return;
    const wait = since + rest - performance.now();
    if (wait > 0) timer = setTimeout(soon, wait);
    else now();
  }

  function now() {
    asking = ask();
    since = performance.now();
  }

  return {
    soon,
    now,
    /** A moment came. @param {number} characters that it takes */
    came(characters) {
      asking = false;
      rest = Math.max(OFTEN, (1000 * characters) / A_SECOND);
      soon();
    },
    /** Nothing comes any more. */
    stop() {
      clearTimeout(timer);
      asking = false;
    },
  };
}
