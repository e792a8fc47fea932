// How many decimals the picture has: a choice among the tools, and a key each way.

import { MOST_DIGITS } from "../trace/numbers.js";

const OFFERED = 6;

/**
 * @param {HTMLSelectElement} select
 * @param {import("../page/store.js").Store} store
 */
export function mountDecimals(select, store) {
  select.addEventListener("change", () => store.set({ digits: Number(select.value) }));
  store.watch(["digits"], ({ digits }) => {
    const last = Math.max(OFFERED, digits); // a link may ask for more than is offered
    if (select.length !== last + 1) {
      select.replaceChildren(...Array.from({ length: last + 1 }, (_, k) => new Option(String(k), String(k))));
    }
    select.value = String(digits);
  });

  /** @param {number} count of decimals more, or, negative, fewer */
  function more(count) {
    const digits = store.get().digits + count;
    store.set({ digits: Math.min(Math.max(digits, 0), MOST_DIGITS) });
  }

  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    moreDecimals: { keys: [">"], shown: ">", help: "more decimals", act: () => more(1) },
    fewerDecimals: { keys: ["<"], shown: "<", help: "fewer decimals", act: () => more(-1) },
  };
  return actions;
}
