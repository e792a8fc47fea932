// Marks gates to make a block of them: by a click with Shift, by a frame that is drawn with Shift, by a key. What
// becomes of the marks is loaded with the first.

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ turn: (node: number) => void, frame: (from: Point, pointer: number) => void, begin: () => void, isOn: () => boolean }} Marks */

/** @param {HTMLElement} frame of the picture @param {HTMLElement} begin begins it without a keyboard @param {() => Promise<Marks>} load */
export function marksLater(frame, begin, load) {
  /** @type {Promise<Marks> | null} */
  let loading = null;
  /** @type {Marks | null} */
  let there = null;
  /** @param {(marks: Marks) => void} act */
  const use = (act) => void (loading ??= load()).then((marks) => act((there = marks)), () => {});

  frame.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const node = target.closest("[data-node]");
    if (!(event.shiftKey || there?.isOn()) || !node || target.closest("[data-fold], [data-scrub]")) return;
    event.stopPropagation(); // a click shows a gate
    use((marks) => marks.turn(Number(node.getAttribute("data-node"))));
  }, true);
  frame.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!event.shiftKey || event.button !== 0 || target.closest("[data-node], [data-scrub], input")) return;
    event.preventDefault(); // the paper stays where it is
    const { clientX: x, clientY: y, pointerId } = event;
    use((marks) => marks.frame({ x, y }, pointerId));
  }, true);
  begin.addEventListener("click", () => use((marks) => marks.begin()));
  /** @satisfies {import("../page/actions.js").Actions} */
  const actions = {
    mark: {
      here: true,
      keys: ["x"],
      shown: "x",
      help: "mark the gate to make a block of several, or ungroup one; with Shift by a click, or a frame around them",
      act() {
        const node = document.activeElement?.closest("[data-node]");
        use((marks) => (node && frame.contains(node) ? marks.turn(Number(node.getAttribute("data-node"))) : marks.begin()));
      },
    },
  };
  return actions;
}
