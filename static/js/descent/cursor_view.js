// The landscape by keyboard: a cursor that arrows move, and the landscape with it where it is at an edge.

import { placeAfter } from "../chart/cursor.js";

/** @typedef {import("./types.js").Place} Place */

const CLOSER = 1.5;

/**
 * @param {HTMLElement} frame
 * @param {object} view what the keys act on
 * @param {import("./types.js").Ranges | null} view.ranges what is seen
 * @param {() => Place} view.middle
 * @param {() => { width: number, height: number }} view.size px
 * @param {(place: Place) => void} view.begin
 * @param {(across: number, down: number) => void} view.pan px
 * @param {(factor: number, place: Place) => void} view.zoom
 * @param {() => Place | null} cursor
 * @param {(place: Place) => void} go
 */
export function mountCursor(frame, view, cursor, go) {
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== frame || !view.ranges) return;
    const place = cursor() ?? view.middle();
    const next = placeAfter(place, event.key, event.shiftKey, view.ranges);
    if (next && event.key !== "Home" && isSame(next, place)) view.pan(...beyond(event.key, view.size()));
    else if (next) go(next);
    else if (event.key === "Enter") view.begin(place);
    else if (event.key === "+" || event.key === "=") view.zoom(CLOSER, place);
    else if (event.key === "-" || event.key === "−") view.zoom(1 / CLOSER, place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** @param {Place} one @param {Place} other */
const isSame = (one, other) => one[0] === other[0] && one[1] === other[1];

/** What an arrow moves the landscape by, in px. @param {string} key @param {{ width: number, height: number }} size @returns {[number, number]} */
function beyond(key, { width, height }) {
  const across = Number(key === "ArrowLeft") - Number(key === "ArrowRight");
  const down = Number(key === "ArrowUp") - Number(key === "ArrowDown");
  return [(across * width) / 8, (down * height) / 8];
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {{ ink: string, paper: string }} colours */
export function drawCursor(context, x, y, { ink, paper }) {
  for (const [colour, width] of /** @type {const} */ ([[paper, 5], [ink, 2]])) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    for (const [across, down] of /** @type {const} */ ([[12, 0], [0, 12]])) {
      context.moveTo(x - across, y - down);
      context.lineTo(x + across, y + down);
    }
    context.stroke();
  }
}
