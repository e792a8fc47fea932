import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { endOf, pageOf, placeOf } from "../../static/js/playlist/links.js";
import { withItem } from "../../static/js/playlist/adding.js";
import { LONGEST, readPlaylist } from "../../static/js/playlist/text.js";

const PLAIN = { presenting: false, theme: null, palette: null };

test("a title, links and the notes below them are read", () => {
  const read = readPlaylist("# Lecture 2\r\n\r\n1. [A [nested] bowl](./?example=bowl#1/s=3)\n   Ask first:\n   where is the minimum?\n\n- <b>\n* boundary?preset=classify2d\n");
  assert.equal(read.title, "Lecture 2");
  assert.deepEqual(read.items, [
    { title: "A [nested] bowl", link: "./?example=bowl#1/s=3", note: "Ask first:\nwhere is the minimum?" },
    { title: "boundary?preset=classify2d", link: "boundary?preset=classify2d", note: "" },
  ]);
  assert.deepEqual(read.problems, ["Line 7: “<b>” leads to no page of Chainrule."]);
});

test("what is no item says its line, and the others stay", () => {
  const { items, problems } = readPlaylist("T\n- words without a link\n- [x](https://example.org/else)\n- [x](javascript:alert(1))\n- [ok](gates#relu)");
  assert.deepEqual(items.map(({ title }) => title), ["ok"]);
  assert.deepEqual(problems.map((one) => one.slice(0, 7)), ["Line 2:", "Line 3:", "Line 4:"]);
  assert.match(problems[0] ?? "", /has no link\. Write \[a title\]/);
});

test("nothing is read without end", () => {
  const { items, problems } = readPlaylist(`T\n${"- gates\n".repeat(400)}`);
  assert.equal(items.length, 300);
  assert.match(problems.join(), /first 300 of 400/);
  assert.match(readPlaylist("x".repeat(LONGEST + 1)).problems.join(), /Only the first/);
});

test("a link of another machine leads to the same page of this one", () => {
  assert.equal(pageOf("http://elsewhere:8000/lectures/boundary?preset=xor#1/u=3"), "boundary");
  assert.equal(placeOf("http://elsewhere:8000/lectures/boundary?preset=xor#1/u=3", PLAIN), "boundary#1/e=xor&u=3");
  assert.equal(pageOf("./?example=xyz"), "");
  for (const other of ["", "#1/s=3"]) assert.equal(pageOf(other), "");
  for (const other of ["mailto:a@b", "javascript:alert(1)", "data:text/html,x", "static/js/graph.js", "http://"]) assert.equal(pageOf(other), null, other);
});

test("an item looks as the page before it does", () => {
  const dark = { presenting: true, theme: "dark", palette: null };
  assert.equal(placeOf("./?example=xyz#1/s=3&t=light&l=0", dark), "./#1/e=xyz&s=3&l=1&t=dark");
  assert.equal(placeOf("./?example=xyz#1/e=bowl", PLAIN), "./#1/e=bowl");
  assert.equal(placeOf("./#1/P=abc", PLAIN), "./#1/P=abc");
  assert.equal(placeOf("gates#relu", dark), "gates#relu");
});

test("the end of a story", () => {
  assert.equal(endOf("./#1/e=xyz&s=3"), "./#1/e=xyz&s=");
  assert.equal(endOf("./#1/"), "./#1/s=");
  assert.equal(endOf("descent#1/e=bowl&s=1,1"), "descent#1/e=bowl&s=1,1", "which is a start there");
});

test("a page is added at the end, and is read again", () => {
  const first = withItem("", { title: "A bowl", link: "./?example=bowl#1/f=a(b)&p=x y" });
  const text = withItem(first, { title: "two\nlines", link: "gates" });
  assert.equal(text, "# My playlist\n\n1. [A bowl](./?example=bowl#1/f=a(b%29&p=x%20y)\n2. [two lines](gates)\n");
  assert.deepEqual(readPlaylist(text).problems, []);
  assert.equal(readPlaylist(text).items.length, 2);
});

test("the playlists that are ready are read whole", () => {
  const folder = new URL("../../app/examples/playlists/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
  assert.equal(files.length, 5);
  for (const file of files) {
    const text = readFileSync(new URL(file, folder), "utf-8");
    const { title, items, problems } = readPlaylist(text);
    assert.deepEqual(problems, [], file);
    assert.ok(title && text.startsWith(`# ${title}\n`), file);
    assert.equal(items.length, text.match(/^\d+\. /gm)?.length, file);
  }
});
