// Share: copy the link, take the picture or the trace away, embed.

import { addressOf } from "./address.js";
import { button, make } from "../page/build.js";
import { copied } from "../page/clipboard.js";
import { downloadPng, downloadSvg, downloadTrace } from "./downloads.js";
import { giveBack, isStage } from "../page/stage.js";

/** @typedef {import("../trace/types.js").State} State */

const SHOWN = 6000; // ms that a message stays

/**
 * The code that shows a page inside another.
 * @param {string} address @param {string} title
 */
function embedCode(address, title) {
  const [src, name] = [address, title].map((text) =>
    text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;"),
  );
  return `<iframe src="${src}" title="${name}" width="800" height="480" style="border:0" loading="lazy" allowfullscreen></iframe>`;
}

/**
 * The graph page's menu: its link, and what can be taken away.
 * @param {HTMLElement} element
 * @param {import("../page/store.js").Store} store
 * @param {{ base?: () => Partial<import("./link.js").Shared> }} [context] `base`: what the state's
 *   example starts with, so that a link to an example stays short
 */
export function mountShare(element, store, { base = () => ({}) } = {}) {
  /** @param {string} text @param {string} kind @param {(state: Readonly<State>) => Promise<void>} save @param {string} done */
  const item = (text, kind, save, done) => ({ text, kind, act: () => save(store.get()).then(() => done) });
  const menu = mountShareMenu(element, {
    link: (change) => addressOf(store.get(), base(), change),
    items: [
      item("Picture at this step, SVG", "svg", downloadSvg, "The picture is saved"),
      item("Picture at this step, PNG at 2×", "png", downloadPng, "The picture is saved"),
      item("Trace, JSON", "json", downloadTrace, "The trace is saved"),
    ],
  });
  store.watch(["trace", "behind"], ({ trace, behind }) => menu.enable(trace !== null && !behind));
}

/** @typedef {{ text: string, kind: string, act: () => Promise<string> }} Item resolves to what was done */

/**
 * @param {HTMLElement} element
 * @param {object} page
 * @param {(change?: { embed: true }) => Promise<{ address: string, missing: string[] }>} page.link
 * @param {readonly Item[]} page.items
 */
export function mountShareMenu(element, { link, items: rows }) {
  const share = button("Share", shareLink, { class: "share-link" });
  const summary = make("summary", {}, "Download");
  const items = rows.map(({ text, kind, act }) => button(text, () => void perform(act), { "data-share": kind }));
  const embedding = button("Code to embed this page", embed, { "data-share": "embed" });
  const menu = make("details", { class: "share-menu", "data-menu": true }, summary, make("div", { class: "share-list" }, ...items, embedding));
  const status = make("p", { class: "share-status", role: "status" });
  const field = make("textarea", { readonly: true, rows: 3, spellcheck: "false" });
  const label = make("label", {}, make("span", {}), field);
  const byHand = make("div", { class: "share-field", hidden: true }, label, button("Close", closeField));
  element.classList.add("share");
  element.replaceChildren(share, menu, status, byHand);

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let fading;
  /** @param {string} message */
  function say(message) {
    clearTimeout(fading);
    status.textContent = "";
    // A live region speaks of a change: the same message again has to go first.
    fading = setTimeout(() => {
      status.textContent = message;
      fading = setTimeout(() => status.replaceChildren(), SHOWN);
    }, 30);
  }

  /** @param {string} text @param {string} what @param {string} [but] what is missing from it */
  async function copy(text, what, but = "") {
    if (await copied(text)) {
      closeField();
      say(`${what} copied${but}`);
      return;
    }
    byHand.hidden = false;
    const name = label.querySelector("span");
    if (name) name.textContent = what;
    field.value = text;
    field.focus();
    field.select();
    say(`The browser does not let the page copy: copy the selected text${but}`);
  }

  function closeField() {
    if (byHand.contains(document.activeElement)) giveBack(share);
    byHand.hidden = true;
  }

  async function shareLink() {
    const { address, missing } = await link();
    await copy(address, "Link", without(missing));
  }

  async function embed() {
    closeMenu(true);
    const { address, missing } = await link({ embed: true });
    await copy(embedCode(address, document.title), "Embed code", without(missing));
  }

  /** @param {Item["act"]} act */
  async function perform(act) {
    closeMenu(true);
    try {
      say(await act());
    } catch (error) {
      say(`That did not work: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** @param {boolean} back whether the focus goes back to the menu's button */
  function closeMenu(back) {
    if (!menu.open) return;
    menu.open = false;
    if (back) giveBack(summary);
  }
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (menu.open) closeMenu(true);
    else if (!byHand.hidden) closeField();
    else return;
    event.stopPropagation();
  });
  menu.addEventListener("focusout", (event) => {
    if (isStage(event.relatedTarget)) return; // pressed with a pointer, which goes on to choose
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) closeMenu(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) closeMenu(false);
  });

  return {
    /** Whether there is anything to take away. @param {boolean} possible */
    enable(possible) {
      for (const item of [...items, embedding]) item.disabled = !possible;
    },
  };
}

/** @param {string[]} missing */
function without(missing) {
  return missing.length ? `, without the ${missing.join(" and the ")}: too long for a link` : "";
}
