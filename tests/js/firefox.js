// The pages in a real Firefox: `node firefox.js PATH ADDRESS`, run by tests/browser/test_firefox.py.

import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";

const [executablePath = "", address = ""] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));

  /** @param {string} selector */
  const text = (selector) => page.$eval(selector, (element) => element.textContent);
  /** @param {string} selector @param {string} wanted */
  const becomes = (selector, wanted) =>
    page.waitForFunction(
      (where, what) => document.querySelector(where)?.textContent?.includes(what),
      { timeout: 10_000 },
      selector,
      wanted,
    );
  const state = async () => {
    await page.waitForFunction(() => document.querySelector(".cr-motion") === null, { timeout: 10_000 }); // its beats are cuts, which take time too
    return [await text("#step-card"), await text("#picture svg")];
  };

  await page.goto(`${address}/`);
  await page.waitForSelector("#timeline input:enabled");
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]).catch(() => {});

  // A step by key and a step by button lead to the same state.
  await page.keyboard.press("Home");
  await becomes("#step-card", "Play");
  await page.keyboard.press("ArrowRight");
  await becomes("#picture [data-edge='2'] .cr-value", "3");
  const byKey = await state();
  await page.click("#timeline [aria-label='To the start']");
  await becomes("#step-card", "first step");
  await page.click("#timeline [aria-label='One step on']");
  await becomes("#picture [data-edge='2'] .cr-value", "3");
  assert.deepEqual(await state(), byKey);

  // A number is typed on the picture, and the graph answers: (3 + 5) · −4.
  await page.keyboard.press("End");
  await page.$eval("#picture [role='spinbutton'][aria-label^='x,']", (number) => {
    if (number instanceof SVGElement) number.focus();
  });
  await page.keyboard.press("Enter");
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await becomes("#picture [data-output] .cr-value", "−32");

  for (const [path, selector] of [["/gates", "main svg"], ["/boundary", "main canvas"]]) {
    await page.goto(`${address}${path}`);
    await page.waitForSelector(selector ?? "main");
  }
  // A film plays inside an image.
  await page.goto(`${address}/gates`);
  await page.evaluate((source) => {
    const film = Object.assign(new Image(), { src: source, width: 640 });
    document.body.replaceChildren(film);
    return film.decode();
  }, `${address}/api/v1/film.svg?program=${encodeURIComponent("x = 2; y = x * x")}&pace=0.5`);
  const looks = new Set();
  for (let look = 0; looks.size < 3; look++) {
    assert.ok(look < 200, "the film does not move");
    looks.add(await page.screenshot({ encoding: "base64" }));
  }
  assert.deepEqual(complaints, []);
  console.log(await browser.version());
} finally {
  await browser.close();
}
