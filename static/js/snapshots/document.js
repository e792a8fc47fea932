// The sheet as one file that stands alone, and its numbers as another. Pure.

/** @typedef {import("./sheet.js").Snapshot} Snapshot */

const STYLE = `body{font:17px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
figure{margin:0 0 2.5rem;break-inside:avoid}img{max-width:100%;height:auto;border:1px solid #d0d7de;border-radius:8px}
figcaption{font-weight:600;margin:.5rem 0}p{margin:0;color:#525b66;font-size:.9em}a{color:#0b57b8}`;

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** @param {readonly Snapshot[]} all */
export function sheetText(all) {
  const figures = all.map(({ caption, title, link, svg, at }) => {
    const picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    return `<figure><img src="${picture}" alt="${escaped(title)}"><figcaption>${escaped(caption || title)}</figcaption>`
      + `<p><a href="${escaped(link)}">${escaped(title)}</a>, ${escaped(at.slice(0, 10))}</p></figure>`;
  });
  const numbers = JSON.stringify(numbersOf(all)).replaceAll("<", "\\u003c");
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Snapshots</title><style>${STYLE}</style></head>\n`
    + `<body><h1>Snapshots</h1>\n${figures.join("\n")}\n<script type="application/json" id="numbers">${numbers}</script></body></html>\n`;
}

/** What the snapshots are of, without their pictures. @param {readonly Snapshot[]} all */
export function numbersOf(all) {
  return all.map(({ caption, title, link, at, numbers }) => ({ caption, title, link, at, numbers }));
}
