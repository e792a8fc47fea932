// The keyboard is the lecturer's, always: once something is chosen the focus goes to the stage, where
// every key of the page works. Who went to a control by the Tab key stays there: only what was pressed
// with a pointer, and what Enter or Escape ends, gives the focus away.

/** Where text is typed; every other control takes a few keys at most. */
const TEXT =
  "textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=file], [type=color])";
/** Keys that change a closed list of choices. */
const BROWSING = /^(Arrow(Up|Down)|Home|End|[^ ])$/u;

/** @type {HTMLElement | null} */
let stage = null;
/** Controls that a pointer was on last, and not the Tab key. @type {WeakSet<Element>} */
const pressed = new WeakSet();
/** The list that was browsed with keys since it got the focus. @type {Element | null} */
let browsed = null;

/** Where a key is typed and not pressed. @param {EventTarget | null} target */
export function isTyping(target) {
  return target instanceof Element && target.closest(TEXT) !== null;
}

/** Whether the stage itself has the focus, and nothing on it. */
export const isStage = (/** @type {EventTarget | null} */ target) => target !== null && target === stage;

/** Give the focus to the stage. */
export function toStage() {
  stage?.focus({ preventScroll: true });
}

/** Whether a pointer was on a control last, and not the Tab key. @param {Element | null} element */
export const wasPressed = (element) => element !== null && pressed.has(element);

/** Give the focus back to what somebody came from: by pointer they came from the stage. @param {HTMLElement | SVGElement | null} opener */
export function giveBack(opener) {
  if (opener?.isConnected && !pressed.has(opener)) opener.focus();
  else toStage();
}

/**
 * Whether the element in focus has a use of its own for a key. What a clicker sends it has not,
 * but where several lines are written.
 * @param {EventTarget | null} target @param {string} key
 */
export function owns(target, key) {
  if (!(target instanceof Element)) return false;
  const paging = key === "PageDown" || key === "PageUp";
  if (isTyping(target)) return !paging || !target.matches("input");
  if (paging) return false;
  if (target.matches("select")) {
    if (/^Arrow(Up|Down)$/.test(key)) return true;
    return browsed !== target && (/^[^.]$/u.test(key) || key === "Home" || key === "End");
  }
  if (key === " ") return target.closest("button, summary, [role=tab], [role=button], [type=checkbox], [type=radio], [type=file]") !== null;
  if (/^Arrow(Up|Down)$/.test(key) && target.closest("[role=spinbutton]")) return true;
  return /^(Arrow|Home|End)/.test(key) && target.closest("[type=range], [type=radio], [role=tablist], [role=grid]") !== null;
}

/**
 * Let the focus come to an element of the page from now on; returns how to stop.
 * @param {HTMLElement} element
 */
export function mountStage(element) {
  const stopping = new AbortController();
  const { signal } = stopping;
  stage = element;
  element.dataset["stage"] = "";
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  let tabbing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;

  /** Once all others have heard of what happened; what is typed in keeps the focus. */
  function settle() {
    settling = setTimeout(() => {
      const active = document.activeElement;
      const there = active instanceof SVGElement && element.contains(active); // a stop of the picture
      if (!there && !isTyping(active) && !document.querySelector("dialog[open]")) toStage();
    });
  }

  addEventListener("pointerdown", ({ target }) => {
    tabbing = false;
    browsed = null;
    for (let one = target instanceof Element ? target : null; one; one = one.parentElement) pressed.add(one);
    const label = target instanceof Element ? target.closest("label")?.control : null;
    if (label) pressed.add(label);
  }, { capture: true, signal });
  addEventListener("focusin", ({ target }) => {
    if (tabbing && target instanceof Element) pressed.delete(target);
  }, { capture: true, signal });
  addEventListener("focusout", () => (browsed = null), { capture: true, signal });

  addEventListener("keydown", ({ key, target, ctrlKey, altKey, metaKey }) => {
    if (key === "Tab") {
      tabbing = true;
      clearTimeout(settling); // on a slow page it may follow a press before that has settled
    }
    if (ctrlKey || altKey || metaKey || !(target instanceof Element) || isOpen(target)) return;
    // A pointer left it in focus, and chose nothing: the key is not for it.
    const left = pressed.has(target) && !isTyping(target) && target.matches("select, button, summary, input, a");
    if (left && !document.querySelector("dialog[open]") && key !== "Tab") toStage();
    else if (target.matches("select") && BROWSING.test(key)) browsed = target;
  }, { capture: true, signal });

  addEventListener("click", ({ detail }) => {
    if (detail > 0) settle(); // a key's click is no click of a pointer
  }, { capture: true, signal });

  // A list that is browsed with arrows changes with each of them, and is left by Enter.
  addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && browsed !== target) settle();
    else if (target instanceof HTMLInputElement && pressed.has(target)) settle();
  }, { capture: true, signal });

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.isComposing || !(target instanceof HTMLElement)) return;
    if (key === "Escape" && !document.querySelector("dialog[open]")) {
      const menu = document.querySelector("details[data-menu][open]");
      if (!isTyping(target) && !target.matches("select") && !(menu instanceof HTMLDetailsElement)) return;
      if (menu instanceof HTMLDetailsElement) menu.open = false;
      event.preventDefault();
      toStage();
    } else if (key === "Enter" && target === browsed) {
      event.preventDefault(); // it would open the list again
      toStage();
    } else if (key === "Enter" && target instanceof HTMLInputElement && isTyping(target) && !target.form) {
      // What is wrong stays in focus; `change` comes first.
      setTimeout(() => {
        const { badInput, rangeUnderflow, rangeOverflow } = target.validity;
        const wrong = badInput || rangeUnderflow || rangeOverflow || target.getAttribute("aria-invalid") === "true";
        if (document.activeElement === target && !wrong) toStage();
      });
    }
  }, { signal });

  // A dialog gives the focus back by itself; a pointer's button has no use for it.
  addEventListener("close", () => {
    const active = document.activeElement;
    if (active === document.body || (active && pressed.has(active))) settle();
  }, { capture: true, signal });

  return () => stopping.abort();
}

/** Whether a list of choices is open, whose keys are its own. @param {Element} target */
function isOpen(target) {
  return target.matches("select") && CSS.supports("selector(:open)") && target.matches(":open");
}
