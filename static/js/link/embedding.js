// A page inside another one: it tells the page around it how high it is and where its story stands,
// and takes steps from it. Both sides send `{chainrule: …}`:
//
//   to the page around    {chainrule: "shown", height, step, steps}   px; after every change
//   from the page around  {chainrule: "go", step}                     0 is before the first step
//
// Nothing that is told is secret, so it is told to whoever shows the page; only that page is heard.

/** @typedef {import("../page/store.js").Store} Store */

const TALLEST = 4000; // px that a frame is ever asked to have

/** @param {Store} store @param {HTMLElement} page what is shown @param {(step: number) => void} go */
export function mountEmbedding(store, page, go) {
  let told = "";

  function tell() {
    const { trace, step } = store.get();
    const steps = trace?.steps.length ?? 0;
    const svg = page.querySelector("svg");
    const ratio = svg ? svg.viewBox.baseVal.height / Math.max(svg.viewBox.baseVal.width, 1) : 0;
    const around = page.clientHeight - (page.querySelector(".picture")?.clientHeight ?? 0);
    const height = Math.min(Math.ceil(around + ratio * page.clientWidth), TALLEST);
    const message = { chainrule: "shown", height, step: Math.min(step, steps), steps };
    const text = JSON.stringify(message);
    if (text === told) return;
    told = text;
    parent.postMessage(message, "*");
  }

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.chainrule !== "go" || !Number.isInteger(data.step)) return;
    const steps = store.get().trace?.steps.length ?? 0;
    go(Math.min(Math.max(data.step, 0), steps));
  });
  store.watch(["trace", "step"], tell);
  new ResizeObserver(tell).observe(page);
  tell();
}
