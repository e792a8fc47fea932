// A small map of a graph that does not fit its frame, with the part that is in view. It stands below
// the frame and never over a gate.

const WIDEST = 480; // px
const HIGHEST = 56;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} frame the scrolling frame of the picture
 * @param {Pick<import("./picture.js").Picture, "onSwap">} swaps
 */
export function mountMinimap(canvas, frame, { onSwap }) {
  /** @type {{ x: number, y: number, width: number, height: number }[]} */
  let boxes = [];
  /** @type {DOMRect | null} */
  let view = null;
  let pending = 0;

  function read() {
    const svg = frame.querySelector("svg");
    view = svg ? svg.viewBox.baseVal : null;
    boxes = [...frame.querySelectorAll(".cr-body")].map((body) => ({
      x: Number(body.getAttribute("x")),
      y: Number(body.getAttribute("y")),
      width: Number(body.getAttribute("width")),
      height: Number(body.getAttribute("height")),
    }));
    ask();
  }

  function ask() {
    if (!pending) pending = requestAnimationFrame(draw);
  }

  /** Whether the picture is larger than the stage would be without the map, so that the map does not come and go by itself. */
  function overflows() {
    const [picture, stage] = [frame.querySelector("svg")?.getBoundingClientRect(), frame.parentElement];
    if (!picture || !stage) return false;
    return picture.width > stage.clientWidth + 2 || picture.height > stage.clientHeight + 2;
  }

  function draw() {
    pending = 0;
    canvas.hidden = !overflows() || !view;
    const paper = canvas.getContext("2d");
    if (canvas.hidden || !view || !paper) return;
    const share = Math.min(WIDEST / view.width, HIGHEST / view.height);
    canvas.width = Math.max(Math.round(view.width * share), 24);
    canvas.height = Math.max(Math.round(view.height * share), 16);
    const style = getComputedStyle(canvas);
    paper.fillStyle = style.color;
    for (const { x, y, width, height } of boxes) {
      paper.fillRect(
        (x - view.x) * share,
        (y - view.y) * share,
        Math.max(width * share, 1.5),
        Math.max(height * share, 1.5),
      );
    }
    paper.strokeStyle = style.accentColor;
    paper.lineWidth = 2;
    paper.strokeRect(
      (frame.scrollLeft / frame.scrollWidth) * canvas.width,
      (frame.scrollTop / frame.scrollHeight) * canvas.height,
      (frame.clientWidth / frame.scrollWidth) * canvas.width,
      (frame.clientHeight / frame.scrollHeight) * canvas.height,
    );
  }

  /** @param {PointerEvent} event */
  function centre(event) {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    frame.scrollTo(
      x * frame.scrollWidth - frame.clientWidth / 2,
      y * frame.scrollHeight - frame.clientHeight / 2,
    );
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    centre(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons) centre(event);
  });
  frame.addEventListener("scroll", ask, { passive: true });
  new ResizeObserver(ask).observe(frame);
  onSwap(read);
  new MutationObserver(ask).observe(frame, { attributes: true, attributeFilter: ["style"] });
  read();
}
