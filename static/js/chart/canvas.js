// What every drawn view needs: a sharp canvas, one drawing a frame of the screen, and heat maps.

/**
 * Draw at most once in a frame of the screen, however often it is asked for; and where that is said,
 * only while an element is on the screen, and not more often than once in a while.
 * @param {() => void} draw
 * @param {{ seen?: Element, every?: number }} [how] every: ms
 */
export function soon(draw, { seen, every = 0 } = {}) {
  let asked = 0;
  let last = -Infinity;
  let visible = !seen;
  let missed = false;

  /** @param {number} now */
  const run = (now) => {
    asked = 0;
    if (now - last < every) {
      ask();
      return;
    }
    last = now;
    draw();
  };
  const ask = () => {
    if (!visible) missed = true;
    else if (!asked) asked = requestAnimationFrame(run);
  };
  if (seen) {
    new IntersectionObserver(([entry]) => {
      visible = entry?.isIntersecting ?? true;
      if (visible && missed) ask();
      missed = false;
    }).observe(seen);
  }
  return ask;
}

/** Of what is written on a canvas. */
export const FONT = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';

/**
 * A canvas of a size in CSS pixels, sharp on every screen, empty.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @returns {CanvasRenderingContext2D | null}
 */
export function cleared(canvas, width, height) {
  const ratio = globalThis.devicePixelRatio || 1;
  const [w, h] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, w, h);
  context.setTransform(w / Math.max(width, 1), 0, 0, h / Math.max(height, 1), 0, 0);
  return context;
}

/** How much larger than usual the page's text is. */
export function pageScale() {
  return (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
}

/** How much larger than usual drawn text is, and its margins: as the page's, and larger before a class. */
export function textScale() {
  return pageScale() * (Number(getComputedStyle(document.documentElement).getPropertyValue("--drawn")) || 1);
}

/**
 * Margins for a size of text.
 * @template {Record<string, number>} M
 * @param {M} margins px at the usual size
 * @param {number} text
 * @returns {M}
 */
export function grown(margins, text) {
  return /** @type {M} */ (Object.fromEntries(Object.entries(margins).map(([side, px]) => [side, px * text])));
}

/**
 * A heat map of one pixel a cell, which the browser enlarges.
 * @param {HTMLCanvasElement} canvas
 */
export function heatCanvas(canvas) {
  const context = canvas.getContext("2d", { alpha: false });
  /** @type {ImageData | null} */
  let image = null;
  let pixels = new Uint32Array(0);
  return {
    /**
     * @param {number} size cells in a row and in a column
     * @param {(pixels: Uint32Array) => void} shade
     */
    paint(size, shade) {
      if (!context || size < 1) return;
      if (!image || image.width !== size) {
        canvas.width = size;
        canvas.height = size;
        image = context.createImageData(size, size);
        pixels = new Uint32Array(image.data.buffer);
      }
      shade(pixels);
      context.putImageData(image, 0, 0);
    },
  };
}
