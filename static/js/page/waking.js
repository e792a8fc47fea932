// While a class looks on, what one reaches for between two steps comes when the pointer moves, and goes
// when it has rested.

const REST = 2500; // ms

/**
 * @param {{ watch(parts: readonly "presenting"[], listener: (state: Readonly<{ presenting: boolean }>) => void): unknown }} store
 */
export function mountWaking(store) {
  const { classList } = document.documentElement;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  let isWatched = false;

  function rest() {
    classList.remove("awake");
    classList.toggle("still", isWatched);
  }

  function wake() {
    if (!isWatched) return;
    clearTimeout(resting);
    classList.add("awake");
    classList.remove("still");
    resting = setTimeout(rest, REST);
  }

  for (const type of ["pointermove", "pointerdown"]) addEventListener(type, wake, { passive: true });
  store.watch(["presenting"], ({ presenting }) => {
    isWatched = presenting;
    clearTimeout(resting);
    classList.remove("awake", "still");
  });
}
