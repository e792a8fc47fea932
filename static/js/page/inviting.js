// Who has not pressed anything yet is shown what to press: the button that plays.

/** @param {HTMLElement} element that holds the button @param {import("./store.js").Store} store */
export function mountInviting(element, store) {
  element.classList.add("inviting");
  const stop = store.subscribe((now, before) => {
    const isPressed = now.playing || (now.trace !== null && now.trace === before.trace && now.step !== before.step);
    if (!isPressed) return;
    element.classList.remove("inviting");
    stop();
  });
}
