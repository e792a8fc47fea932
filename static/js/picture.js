// The picture: swapped in whole, zoomed by one variable, scrolled by the browser.

const STEP = 1.25;
const SMALLEST = 0.25;
const LARGEST = 6;

/**
 * The zoom after `clicks` clicks on + (or, negative, on −).
 * @param {number} zoom
 * @param {number} clicks
 */
export function zoomed(zoom, clicks) {
  return Math.min(LARGEST, Math.max(SMALLEST, zoom * STEP ** clicks));
}

/** @param {HTMLElement} frame */
export function makePicture(frame) {
  let zoom = 1;

  /** @param {number} value */
  function set(value) {
    zoom = value;
    frame.style.setProperty("--zoom", String(zoom));
  }

  return {
    /** @param {string} svg a picture that our own server drew */
    show(svg) {
      const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
      const { scrollLeft, scrollTop } = frame;
      frame.replaceChildren(document.importNode(parsed, true));
      frame.scrollTo(scrollLeft, scrollTop);
    },
    /** @param {number} clicks */
    zoom(clicks) {
      set(zoomed(zoom, clicks));
    },
    fit() {
      set(1);
      frame.scrollTo(0, 0);
    },
  };
}
