// The address bar: written a moment after the last change, and followed when the reader goes elsewhere.

const PAUSE = 300; // ms; browsers slow a page down that writes its address more often

/**
 * Follow links from now on: within the page, pasted into the address bar, back and forward.
 * @template {{ version: number | null }} Link
 * @param {object} page
 * @param {() => Promise<{ address: string }>} page.link to what is shown now
 * @param {(fragment: string) => Promise<Link>} page.read
 * @param {(link: Link) => void} page.go not called for a fragment that is no link of ours
 */
export function makeAddressBar({ link, read, go }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let turn = 0;

  async function write() {
    const mine = ++turn;
    const { address } = await link();
    if (mine === turn && address !== location.href) history.replaceState(history.state, "", address);
  }

  // The event knows where the reader went; the address may have been written over since.
  /** @param {HashChangeEvent} event */
  async function follow({ newURL }) {
    clearTimeout(waiting);
    const mine = ++turn;
    const found = await read(new URL(newURL).hash);
    if (mine === turn && found.version !== null) go(found);
  }
  addEventListener("hashchange", follow);

  return {
    /** Write what is shown, unless it changes again. */
    writeSoon() {
      clearTimeout(waiting);
      waiting = setTimeout(write, PAUSE);
    },
    /** Write nothing for now. */
    wait: () => clearTimeout(waiting),
    close() {
      clearTimeout(waiting);
      turn++;
      removeEventListener("hashchange", follow);
    },
  };
}
