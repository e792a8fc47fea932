// A small map of a graph that does not fit its frame, with the part that is in view. It stands below
// the frame and never over a gate.

import { bodiesIn } from "./elements.js";
import { afterFrame } from "../page/after_frame.js";

const WIDEST = 480; // px
const HIGHEST = 56;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} frame the scrolling frame of the picture
 * @param {Pick<import("./picture.js").Picture, "onSwap">} swaps
 */
export function mountMinimap(canvas, frame, { onSwap }) {
  const map = new Minimap(canvas, frame);
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    map.centre(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons) map.centre(event);
  });
  const ask = () => map.ask();
  frame.addEventListener("scroll", ask, { passive: true });
  new ResizeObserver(ask).observe(frame);
  onSwap(() => map.read());
  new MutationObserver(ask).observe(frame, { attributes: true, attributeFilter: ["style"] });
  map.read();
}

class Minimap {
  #canvas;
  #frame;
  /** The gates in the drawing. @type {{ x: number, y: number, width: number, height: number }[]} */
  #boxes = [];
  /** All of the drawing. @type {DOMRect | null} */
  #view = null;
  /** The gates as they are drawn, and with what: there may be thousands, and every scroll draws the map. */
  #gates = { paper: document.createElement("canvas"), key: "" };
  #pending = false;

  /** @param {HTMLCanvasElement} canvas @param {HTMLElement} frame */
  constructor(canvas, frame) {
    this.#canvas = canvas;
    this.#frame = frame;
  }

  /** Take over a new picture. */
  read() {
    const svg = this.#frame.querySelector("svg");
    this.#view = svg?.viewBox.baseVal ?? null;
    this.#boxes = svg ? bodiesIn(svg).map(({ box: { left, top, right, bottom } }) => ({ x: left, y: top, width: right - left, height: bottom - top })) : [];
    this.#gates.key = "";
    this.ask();
  }

  /** Draw it anew, once in a frame at most, and after it: then what is measured has been laid out. */
  ask() {
    if (this.#pending) return;
    this.#pending = true;
    afterFrame(() => this.#draw());
  }

  /** Scroll the picture to where the map is pressed. @param {PointerEvent} event */
  centre(event) {
    const box = this.#canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = this.#frame;
    this.#frame.scrollTo(x * scrollWidth - clientWidth / 2, y * scrollHeight - clientHeight / 2);
  }

  #draw() {
    this.#pending = false;
    this.#canvas.hidden = !this.#overflows() || !this.#view;
    const paper = this.#canvas.getContext("2d");
    if (this.#canvas.hidden || !this.#view || !paper) return;
    const share = Math.min(WIDEST / this.#view.width, HIGHEST / this.#view.height);
    const [width, height] = [Math.max(Math.round(this.#view.width * share), 24), Math.max(Math.round(this.#view.height * share), 16)];
    const { color, accentColor } = getComputedStyle(this.#canvas);
    this.#canvas.width = width; // which empties it
    this.#canvas.height = height;
    paper.drawImage(this.#gatesIn(this.#view, { width, height, share, color }), 0, 0);
    this.#drawWindow(paper, accentColor);
  }

  /** Whether the picture is larger than the stage would be without the map, so that the map does not come and go by itself. */
  #overflows() {
    const [picture, stage] = [this.#frame.querySelector("svg")?.getBoundingClientRect(), this.#frame.parentElement];
    if (!picture || !stage) return false;
    return picture.width > stage.clientWidth + 2 || picture.height > stage.clientHeight + 2;
  }

  /** @param {DOMRect} view @param {{ width: number, height: number, share: number, color: string }} shown */
  #gatesIn(view, { width, height, share, color }) {
    const key = [width, height, color].join();
    const { paper: canvas } = this.#gates;
    const paper = canvas.getContext("2d");
    if (this.#gates.key === key || !paper) return canvas;
    this.#gates.key = key;
    Object.assign(canvas, { width, height });
    paper.fillStyle = color;
    for (const { x, y, width: wide, height: high } of this.#boxes) {
      paper.fillRect((x - view.x) * share, (y - view.y) * share, Math.max(wide * share, 1.5), Math.max(high * share, 1.5));
    }
    return canvas;
  }

  /** The part that is in view. @param {CanvasRenderingContext2D} paper @param {string} color */
  #drawWindow(paper, color) {
    const { scrollLeft, scrollTop, clientWidth, clientHeight, scrollWidth, scrollHeight } = this.#frame;
    const [across, down] = [this.#canvas.width / scrollWidth, this.#canvas.height / scrollHeight];
    paper.strokeStyle = color;
    paper.lineWidth = 2;
    paper.strokeRect(scrollLeft * across, scrollTop * down, clientWidth * across, clientHeight * down);
  }
}
