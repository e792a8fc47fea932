// Share: copy the link, take the picture or the trace away, embed.

import { addressOf } from "./address.js";
import { button, make } from "../page/build.js";
import { Copying } from "./copying.js";
import { mountMenu } from "../page/menu.js";
import { loaded } from "../page/version.js";

/** @typedef {import("../trace/types.js").State} State */

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
 * The graph page's link, and what can be taken away from it.
 * @param {HTMLElement} element
 * @param {Away} away where that is listed
 * @param {import("../page/store.js").Store} store
 * @param {{ base?: () => Partial<import("./link.js").Shared> }} [context] `base`: what the state's
 *   example starts with, so that a link to an example stays short
 */
export function mountShare(element, away, store, { base = () => ({}) } = {}) {
  /** @param {string} text @param {import("./downloads.js").DownloadKind} kind @param {string} done @returns {Item} */
  const item = (text, kind, done) => ({
    text,
    kind,
    async act(say) {
      await (await loaded(() => import("./downloads.js"))).download(kind, store.get(), say);
      return done;
    },
  });
  const menu = mountShareMenu(element, {
    link: (change) => addressOf(store.get(), base(), change),
    items: [
      item("Picture at this step, SVG", "svg", "The picture is saved"),
      item("Picture at this step, PNG at 2×", "png", "The picture is saved"),
      item("Picture at this step, TikZ", "tikz", "The picture is saved"),
      item("Keep a snapshot", "snapshot", "It is kept with your snapshots"),
      item("Film of all steps, animated", "film", "The film is saved"),
      item("Film of all steps, GIF", "gif", "The film is saved"),
      item("A page for each step, PDF", "pdf", "The pages are saved"),
      item("Trace, JSON", "json", "The trace is saved"),
      item("Make this an exercise", "exercise", "The exercise is open"),
    ],
    away,
  });
  store.watch(["trace", "behind"], ({ trace, behind }) => menu.enable(trace !== null && !behind));
}

/** @typedef {{ list: HTMLElement, close: (back: boolean) => void }} Away a list, and how to close what it stands in */
/** @typedef {{ text: string, kind: string, act: (say: (said: string) => void) => Promise<string> }} Item says how far it is, and resolves to what was done */

/**
 * @param {HTMLElement} element
 * @param {object} page
 * @param {(change?: { embed: true }) => Promise<{ address: string, missing: string[], warning?: string }>} page.link with what is to be said of it
 * @param {readonly Item[]} page.items
 * @param {Away} [page.away] where they are listed; without it they have a menu of their own
 */
export function mountShareMenu(element, { link, items: rows, away }) {
  const share = button("Share", shareLink, { class: "share-link" });
  const items = rows.map(({ text, kind, act }) => button(text, () => void perform(act), { "data-share": kind }));
  const embedding = button("Code to embed this page", embed, { "data-share": "embed" });
  const listing = button("Add to your playlist", () => void perform(list), { "data-share": "playlist" });
  const copying = new Copying(share);
  const menu = away ? null : makeMenu("Download", [...items, embedding, listing]);
  const close = () => (away ?? menu)?.close(true);
  away?.list.replaceChildren(...items, embedding, listing);
  element.classList.add("share");
  element.replaceChildren(share, ...(menu ? [menu.element] : []), copying.status, copying.field);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || copying.field.hidden) return;
    copying.close();
    event.stopPropagation();
  });

  async function shareLink() {
    const { address, missing, warning } = await link();
    await copying.copy(address, "Link", without(missing, warning));
  }

  async function embed() {
    close();
    const { address, missing, warning } = await link({ embed: true });
    await copying.copy(embedCode(address, document.title), "Embed code", without(missing, warning));
  }

  async function list() {
    const { address, missing, warning } = await link();
    return (await loaded(() => import("../playlist/draft.js"))).addToDraft(address) + without(missing, warning);
  }

  /** @param {Item["act"]} act */
  async function perform(act) {
    close();
    try {
      copying.say(await act((said) => copying.say(said)));
    } catch (error) {
      copying.say(`That did not work: ${error instanceof Error ? error.message : error}`);
    }
  }

  return {
    /** Whether there is anything to take away. @param {boolean} possible */
    enable(possible) {
      for (const item of [...items, embedding, listing]) item.disabled = !possible;
    },
  };
}

/** @param {string} name @param {readonly HTMLElement[]} items */
function makeMenu(name, items) {
  const element = make("details", { class: "share-menu" }, make("summary", {}, name), make("div", { class: "share-list" }, ...items));
  return { element, close: mountMenu(element).close };
}

/** @param {string[]} missing @param {string} [warning] */
function without(missing, warning = "") {
  return missing.length ? `, without the ${missing.join(" and the ")}: too long for a link` : warning;
}
