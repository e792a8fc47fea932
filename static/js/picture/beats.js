// What is on its way within a press, at any moment of it: arrive, multiply, emit, accumulate, or
// forward operands in, work, result out. Pure, so that a motion and a scrubber that is held show the same.

import { pointAt } from "./routes.js";

/** @typedef {import("./routes.js").Point} Point */
/** @typedef {import("../trace/types.js").Phase} Phase */
/** @typedef {"value" | "gradient" | "tangent" | "local" | "update"} Tone */

/** When each beat of a press ends. */
export const BEATS = Object.freeze({
  backward: Object.freeze({ arrive: 0.18, multiply: 0.56, emit: 0.74, accumulate: 1 }),
  forward: Object.freeze({ operands: 0.4, work: 0.65, result: 1 }),
  update: Object.freeze({ scale: 0.3, step: 0.6, enter: 1 }),
});

/**
 * What those see who want no motion: until when, and which moment. In each beat it is what it comes to.
 * @param {Phase} phase @returns {readonly import("./motion.js").Cut[]}
 */
export function cutsOf(phase) {
  if (phase === "update") return [[0.3, 0.2], [0.6, 0.5], [0.99, 0.95]];
  return phase === "forward" ? [[0.4, 0.34], [0.65, 0.5], [0.99, 0.95]] : [[0.18, 0.16], [0.56, 0.44], [0.74, 0.7], [0.99, 0.9]];
}

/** The beat that is played at a moment. @param {Phase} phase @param {number} t */
export function beatAt(phase, t) {
  const beats = Object.entries(BEATS[phase]);
  return beats.find(([, end]) => t <= end)?.[0] ?? "";
}

/**
 * A part of the way of something: it goes along `way` from one moment to another, with this text on it.
 * `into` a gate it gets small, and `out` of one it grows.
 * @typedef {{ from: number, to: number, way: readonly Point[], text: string, pop?: boolean, ringed?: boolean, into?: boolean, out?: boolean }} Leg
 */

/**
 * Something that goes on its way within a press, leg by leg.
 * @typedef {object} Actor
 * @property {string} key
 * @property {"pill" | "open" | "closed" | "curve"} kind
 * @property {Tone} tone
 * @property {readonly Leg[]} legs one begins where the one before ends
 * @property {number} [comes] how long it takes to appear
 * @property {number} [goes] how long it takes to vanish
 * @property {import("./curves.js").Card} [card] of a curve
 */

/** What comes to stand in the picture within a press, and when. @typedef {{ key: string, at: number }} Landing */

/**
 * A press as it is played.
 * @typedef {object} Scene
 * @property {boolean} isForward
 * @property {readonly Actor[]} actors
 * @property {readonly Landing[]} landings
 * @property {readonly string[]} told parts of the picture that are not dimmed
 */

/**
 * How something on its way is seen at a moment.
 * @typedef {object} Sprite
 * @property {string} key
 * @property {Actor["kind"]} kind
 * @property {Tone} tone
 * @property {string} text
 * @property {boolean} ringed it is an exact zero
 * @property {number} x
 * @property {number} y
 * @property {number} opacity
 * @property {number} scale
 * @property {number} share how much of its time has passed
 */

/** How small something gets in a door, and which share of its way lies before that. */
const SMALL = 0.3;
const DOORSTEP = 0.6;

/** @type {Scene} */
export const NOTHING = Object.freeze({ isForward: true, actors: [], landings: [], told: [] });

/**
 * All that is on its way at a moment of a press, 0 to 1.
 * @param {Scene} scene @param {number} t
 * @returns {Sprite[]}
 */
export function beatsAt(scene, t) {
  return scene.actors.flatMap((actor) => spriteOf(actor, t) ?? []);
}

/** What has not come to stand yet. @param {Scene} scene @param {number} t @returns {string[]} */
export function comingAt(scene, t) {
  return scene.landings.filter(({ at }) => t < at).map(({ key }) => key);
}

/** @param {Actor} actor @param {number} t @returns {Sprite | null} */
function spriteOf({ key, kind, tone, legs, comes = 0.03, goes = 0.03 }, t) {
  const [first, last] = [legs[0], legs.at(-1)];
  if (!first || !last) return null;
  const leg = legs.find(({ to }) => t <= to) ?? last;
  const share = leg.to > leg.from ? Math.min(Math.max((t - leg.from) / (leg.to - leg.from), 0), 1) : 1;
  const { x, y, seen = 1 } = pointAt(leg.way, eased(share));
  const shown = first.from === 0 ? 1 : ramp(t - first.from, comes);
  const left = last.to === 1 ? 1 : ramp(last.to - t, goes);
  const opacity = Math.min(shown, left, seen);
  const scale = (leg.pop ? 1 + 0.05 * Math.sin(Math.PI * share) : 1) * (0.7 + 0.3 * shown) * throughDoor(leg, eased(share));
  const whole = last.to > first.from ? Math.min(Math.max((t - first.from) / (last.to - first.from), 0), 1) : 1;
  return { key, kind, tone, text: leg.text, ringed: leg.ringed ?? false, x, y, opacity, scale, share: whole };
}

/** How small something is in a gate's door. @param {Leg} leg @param {number} share of its way */
function throughDoor({ into, out }, share) {
  const smaller = 1 - SMALL;
  return (into ? 1 - smaller * ramp(share - DOORSTEP, 1 - DOORSTEP) : 1) * (out ? 1 - smaller * (1 - ramp(share, 1 - DOORSTEP)) : 1);
}

/** Slow, quick, slow. @param {number} share */
export function eased(share) {
  return share < 0.5 ? 4 * share ** 3 : 1 - 4 * (1 - share) ** 3;
}

/** @param {number} passed @param {number} time */
function ramp(passed, time) {
  return Math.min(Math.max(passed / time, 0), 1);
}
