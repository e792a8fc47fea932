// The page of a playlist: its text, what is read from it, and how it is begun, kept and taken away.

import { makeAddressBar } from "./link/address_bar.js";
import * as codecs from "./link/codecs.js";
import { Copying } from "./link/copying.js";
import { makeFragments } from "./link/fragment.js";
import { button, make } from "./page/build.js";
import { part } from "./page/part.js";
import { mountVersion } from "./page/version.js";
import { draft, keepDraft, playing, stop } from "./playlist/current.js";
import { chooseFile, listenForFiles, saveText } from "./playlist/files.js";
import { open } from "./playlist/going.js";
import { mountOutline } from "./playlist/outline_view.js";
import { LONGEST, readPlaylist } from "./playlist/text.js";

/** @type {readonly { id: string, text: string }[]} */
const READY = JSON.parse(part("page", HTMLElement).dataset["playlists"] ?? "[]");
const chooser = part("list", HTMLSelectElement);
const area = part("text", HTMLTextAreaElement);
const told = part("told", HTMLElement);

/** The list is named where it is one of ours, and written out where it is one's own. @type {import("./link/fragment.js").Properties<{ list: string, text: string }>} */
const PROPERTIES = {
  list: { key: "e", initial: "", codec: codecs.name, called: "playlist" },
  text: { key: "p", initial: "", codec: codecs.text, called: "text" },
};
const links = makeFragments(PROPERTIES, () => LONGEST);

const textOf = (/** @type {string} */ id) => READY.find((one) => one.id === id)?.text ?? "";
const isOwn = () => chooser.value === "";

async function addressOf() {
  const { fragment, missing } = await links.write(isOwn() ? { list: "", text: area.value } : { list: chooser.value, text: "" });
  return { address: `${location.origin}${location.pathname}#${fragment}`, missing };
}

const outline = mountOutline(part("outline", HTMLElement), (at) => void begin(at));

/** @param {number} at which item */
async function begin(at) {
  const { title, items } = readPlaylist(area.value);
  if (!items[at]) return;
  try {
    open({ title, items, at, home: (await addressOf()).address });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    told.textContent = "This browser keeps nothing for a page, so a playlist cannot run in it; its items can be opened one by one.";
  }
}

function show() {
  const read = readPlaylist(area.value);
  const now = playing();
  outline.show(read, now && now.title === read.title ? now.at : null);
  part("problems", HTMLElement).replaceChildren(...read.problems.map((problem) => make("li", {}, problem)));
  part("start", HTMLButtonElement).disabled = read.items.length === 0;
  part("leave", HTMLButtonElement).hidden = now === null;
  document.title = `Chainrule: ${read.title || "a playlist"}`;
}

/** @param {string} id of a list that is ready, or none for one's own @param {string} text */
function take(id, text) {
  chooser.value = id;
  area.value = text;
  show();
}

/** Something was written: it is one's own from now on. @param {string} text */
function write(text) {
  take("", text);
  if (!keepDraft(text)) told.textContent = "This browser keeps nothing for a page: copy the link, or save the text as a file.";
  bar.writeSoon();
}

/** @param {Awaited<ReturnType<typeof links.read>>} link */
function follow({ found: { list, text }, problems }) {
  const known = list && textOf(list);
  told.textContent = [...problems, ...(list && !known ? [`There is no playlist “${list}”.`] : [])].join(" ");
  if (known) take(list, known);
  else if (text) take("", text);
  else if (draft()) take("", draft());
  else take(READY[0]?.id ?? "", READY[0]?.text ?? "");
}

const bar = makeAddressBar({ link: addressOf, read: (url) => links.read(url.hash), go: follow });
chooser.addEventListener("change", () => {
  take(chooser.value, isOwn() ? draft() : textOf(chooser.value));
  bar.writeSoon();
});
area.addEventListener("input", () => write(area.value));
part("start", HTMLButtonElement).addEventListener("click", () => void begin(0));
part("leave", HTMLButtonElement).addEventListener("click", () => {
  stop();
  show();
});

const copy = button("Copy the link", async () => {
  const { address, missing } = await addressOf();
  await copying.copy(address, "Link", missing.length ? ", without the text: too long for a link; save it as a file" : "");
});
const copying = new Copying(copy);
part("away", HTMLElement).append(
  copy,
  button("Save as a file", () => saveText(area.value, readPlaylist(area.value).title)),
  button("Open a file…", () => void chooseFile().then((text) => text !== null && write(text))),
  copying.status,
  copying.field,
);
listenForFiles(part("page", HTMLElement), write);
mountVersion(part("version", HTMLElement));

follow(await links.read(location.hash));
