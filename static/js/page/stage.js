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
  new Usher(element).watch(signal);
  document.addEventListener("keydown", leave, { signal });
  return () => stopping.abort();
}

/** Sees first whatever happens on the page, and leads the focus back to the stage where it is due there. */
class Usher {
  #stage;
  /** Whether the Tab key leads the focus, and no pointer. */
  #tabbing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;

  /** @param {HTMLElement} element the stage */
  constructor(element) {
    this.#stage = element;
  }

  /** @param {AbortSignal} signal */
  watch(signal) {
    const first = { capture: true, signal };
    addEventListener("pointerdown", ({ target }) => this.#notePressed(target), first);
    addEventListener("focusin", ({ target }) => {
      if (this.#tabbing && target instanceof Element) pressed.delete(target);
    }, first);
    addEventListener("focusout", () => (browsed = null), first);
    addEventListener("keydown", (event) => this.#key(event), first);
    addEventListener("click", ({ detail }) => {
      if (detail > 0) this.#settle(); // a key's click is no click of a pointer
    }, first);
    addEventListener("change", ({ target }) => this.#chosen(target), first);
    addEventListener("close", () => this.#closed(), first);
  }

  /** Once all others have heard of what happened; what is typed in keeps the focus. */
  #settle() {
    this.#settling = setTimeout(() => {
      const active = document.activeElement;
      const there = active instanceof SVGElement && this.#stage.contains(active); // a stop of the picture
      if (!there && !isTyping(active) && !isDialogOpen()) toStage();
    });
  }

  /** @param {EventTarget | null} target */
  #notePressed(target) {
    this.#tabbing = false;
    browsed = null;
    if (!(target instanceof Element)) return;
    for (let one = /** @type {Element | null} */ (target); one; one = one.parentElement) pressed.add(one);
    const labelled = target.closest("label")?.control;
    if (labelled) pressed.add(labelled);
  }

  /** @param {KeyboardEvent} event */
  #key({ key, target, ctrlKey, altKey, metaKey }) {
    if (key === "Tab") {
      this.#tabbing = true;
      clearTimeout(this.#settling); // on a slow page it may follow a press before that has settled
    }
    if (ctrlKey || altKey || metaKey || !(target instanceof Element) || isOpen(target)) return;
    // A pointer left it in focus, and chose nothing: the key is not for it.
    const left = pressed.has(target) && !isTyping(target) && target.matches("select, button, summary, input, a");
    if (left && !isDialogOpen() && key !== "Tab") toStage();
    else if (target.matches("select") && BROWSING.test(key)) browsed = target;
  }

  /** A list that is browsed with arrows changes with each of them, and is left by Enter. @param {EventTarget | null} target */
  #chosen(target) {
    if (target instanceof HTMLSelectElement && browsed !== target) this.#settle();
    else if (target instanceof HTMLInputElement && pressed.has(target)) this.#settle();
  }

  /** A dialog gives the focus back by itself; a pointer's button has no use for it. */
  #closed() {
    const active = document.activeElement;
    if (active === document.body || (active && pressed.has(active))) this.#settle();
  }
}

/** Escape and Enter end what has the focus, once it has had no use for them itself. @param {KeyboardEvent} event */
function leave(event) {
  const { key, target } = event;
  if (event.defaultPrevented || event.isComposing || !(target instanceof HTMLElement)) return;
  if (key === "Escape" && !isDialogOpen()) {
    const menu = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details[data-menu][open]"));
    if (!isTyping(target) && !target.matches("select") && !menu) return;
    if (menu && !menu.contains(target)) menu.open = false; // of what stands in a menu, the field is left first
    event.preventDefault();
    toStage();
  } else if (key === "Enter" && target === browsed) {
    event.preventDefault(); // it would open the list again
    toStage();
  } else if (key === "Enter" && target instanceof HTMLInputElement && isTyping(target) && !target.form) {
    setTimeout(() => { // `change` comes first
      if (document.activeElement === target && !isWrong(target)) toStage();
    });
  }
}

/** Whether what is typed is wrong, which stays in focus. @param {HTMLInputElement} input */
function isWrong(input) {
  const { badInput, rangeUnderflow, rangeOverflow } = input.validity;
  return badInput || rangeUnderflow || rangeOverflow || input.getAttribute("aria-invalid") === "true";
}

/** Whether a dialog is open: they stand in the body itself, where they are found among few, and not among all of a picture. */
export function isDialogOpen() {
  return [...document.body.children].some((one) => one.matches("dialog[open]"));
}

/** Whether a list of choices is open, whose keys are its own. @param {Element} target */
function isOpen(target) {
  return target.matches("select") && CSS.supports("selector(:open)") && target.matches(":open");
}
