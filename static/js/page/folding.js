// The program beside the stage, or folded away; on a phone it takes the stage's place. What the
// reader chose is kept in the browser, and applied before the first paint by appearance.js.

const KEY = "chainrule-editor";

/** @typedef {"open" | "folded"} Fold */

/**
 * Where the program stands once something has happened: presenting folds it away, and what was before comes
 * back; an error shows it, as there is nothing else to see.
 * @param {{ fold: Fold, before: Fold | null }} now `before` is what comes back after presenting
 * @param {"presented" | "left" | "wrong" | "narrow" | "pressed"} what
 * @returns {{ fold: Fold, before: Fold | null }}
 */
export function folded({ fold, before }, what) {
  switch (what) {
    case "presented": return { fold: "folded", before: before ?? fold };
    case "left": return { fold: before ?? fold, before: null };
    case "wrong": return { fold: before === null ? "open" : fold, before }; // a class is not to see it
    case "narrow": return { fold: "folded", before: before && "folded" };
    case "pressed": return { fold: fold === "open" ? "folded" : "open", before };
  }
}

/** @param {Fold} fold */
function remember(fold) {
  try {
    localStorage.setItem(KEY, fold);
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
}

/**
 * @param {{ fold: HTMLButtonElement, graph: HTMLButtonElement, area: HTMLTextAreaElement }} parts the buttons, and where the program is written
 * @param {import("./store.js").Store} store
 */
export function mountFolding({ fold: button, graph, area }, store) {
  const root = document.documentElement;
  /** @type {{ fold: Fold, before: Fold | null }} */
  let now = { fold: root.dataset["editor"] === "open" ? "open" : "folded", before: null };

  /** @param {Parameters<typeof folded>[1]} what */
  function turn(what) {
    now = folded(now, what);
    root.dataset["editor"] = now.fold;
    button.setAttribute("aria-pressed", String(now.fold === "open"));
    graph.setAttribute("aria-pressed", String(now.fold === "folded"));
  }

  function toggle() {
    turn("pressed");
    if (now.before === null) remember(now.fold);
    // Who comes by key wants to write; who had the focus in what is gone has it no more.
    if (now.fold === "open") area.focus({ preventScroll: true });
  }

  button.addEventListener("click", () => {
    turn("pressed");
    if (now.before === null) remember(now.fold);
  });
  graph.addEventListener("click", () => {
    if (now.fold === "open") turn("pressed");
  });
  matchMedia("(max-width: 799px)").addEventListener("change", ({ matches }) => {
    if (matches) turn("narrow"); // there is room for one of the two
  });
  store.watch(["presenting"], ({ presenting }) => turn(presenting ? "presented" : "left"));
  store.watch(["problem"], ({ problem }) => {
    if (problem && now.fold === "folded") turn("wrong");
  });

  /** @satisfies {import("./actions.js").Actions} */
  const actions = {
    program: { keys: ["e"], shown: "e", label: "Program", help: "show the program and write, or fold it away", act: toggle },
  };
  return actions;
}
