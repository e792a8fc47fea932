// A playlist on the page of one of its items: at the end of what the page tells, the key that goes on leads to the next
// item, and at its beginning the one that goes back leads to the item before.

import { loaded } from "../page/version.js";
import { playing } from "./current.js";

/** @typedef {import("../page/actions.js").Action} Action */

/** The key that every clicker has. */
const CLICK = "PageDown";

/**
 * Show where the playlist of this tab stands, if there is one, and give the actions that go through it.
 * @param {HTMLElement} bar
 */
export function mountPlaylist(bar) {
  const isOn = playing() !== null;
  /** @type {import("./going.js").Going | null} */
  let going = null;
  if (isOn) void loaded(() => import("./place_view.js")).then((view) => view.mountPlace(bar)).then((made) => (going = made));

  /** @param {1 | -1} way */
  const can = (way) => going?.can(way) ?? false;
  /** @param {1 | -1} way @param {boolean} [isAtEnd] where the item before is to stand */
  const go = (way, isAtEnd = false) => can(way) && (going?.go(way, isAtEnd), true);
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    nextItem: { keys: ["j"], shown: "j", help: "in a playlist: to the next item, with Shift to the one before", allowed: () => can(1), act: () => go(1) },
    itemBefore: { keys: ["J"], toldBy: "nextItem", allowed: () => can(-1), act: () => go(-1) },
  };

  /**
   * An action that goes on to the next item where the page has told all, or back where it stands at its beginning.
   * @template {Action} A @param {A} action @param {() => boolean} isOver @param {1 | -1} way @returns {A}
   */
  function onward(action, isOver, way) {
    if (!isOn) return action;
    const leads = () => isOver() && can(way);
    return {
      ...action,
      allowed: () => leads() || (action.allowed?.() ?? true),
      act: () => (leads() ? go(way, way < 0) : action.act()),
    };
  }

  /**
   * The actions of a page that runs. In a playlist PageDown, which is all that a clicker has, lets it run, then stops it,
   * then goes on; the arrow still makes one step.
   * @template {Record<"step" | "back", Action>} A @param {A} all
   * @param {{ isBegun: () => boolean, isRunning: () => boolean, run: () => unknown, stop: () => unknown }} page
   */
  function clicked(all, { isBegun, isRunning, run, stop }) {
    if (!isOn) return all;
    const { step, back } = all;
    /** The item that was let run. @type {number | undefined} */
    let ran;
    function act() {
      const here = playing()?.at;
      if (isRunning()) return stop();
      if ((isBegun() || ran === here) && can(1)) return go(1);
      ran = here; // it may be stopped before its first update
      return run();
    }
    return {
      ...all,
      step: { ...step, keys: step.keys.filter((key) => key !== CLICK), shown: (step.shown ?? "").replace(` ${CLICK}`, "") },
      click: { keys: [CLICK], shown: CLICK, help: "in a playlist: run, then stop, then the next item", act, ...(step.instead ? { instead: step.instead } : {}) },
      back: onward(back, () => !isBegun() && !isRunning(), -1),
    };
  }

  return { actions, onward, clicked };
}
