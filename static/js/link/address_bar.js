// The address bar: written a moment after the last change, and followed when the reader goes elsewhere.

const PAUSE = 300; // ms; browsers slow a page down that writes its address more often

/**
 * Follow links from now on: within the page, pasted into the address bar, back and forward.
 * @template {{ version: number | null }} Link
 * @param {object} page
 * @param {() => Promise<{ address: string }>} page.link to what is shown now
 * @param {(url: URL) => Promise<Link>} page.read
 * @param {(link: Link) => void} page.go not called for a fragment that is no link of ours
 * @param {string} [page.from] the address that the page began with; the reader may have gone on since
 */
export function makeAddressBar({ link, read, go, from = location.href }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let turn = 0;
  let here = new URL(from);

  async function write() {
    const mine = ++turn;
    const { address } = await link();
    if (mine !== turn || address === location.href) return;
    try {
      history.replaceState(history.state, "", address);
      here = new URL(address);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // a sandboxed frame may not change its query
    }
  }

  // The event knows where the reader went; the address may have been written over since.
  /** @param {{ newURL: string }} event */
  async function follow({ newURL }) {
    clearTimeout(waiting);
    const mine = ++turn;
    here = new URL(newURL);
    const found = await read(here);
    // Back to an address that says nothing is back to the page as it was given.
    if (mine === turn && (found.version !== null || here.hash === "")) go(found);
  }
  /** Back and forward between addresses that differ before the `#` only. */
  function turned() {
    if (location.hash === here.hash && location.search !== here.search) follow({ newURL: location.href });
  }
  // An address that is written while the page is loaded again would make it another page, with nothing kept (Chromium).
  function leave() {
    clearTimeout(waiting);
    turn++;
  }
  addEventListener("beforeunload", leave);
  addEventListener("hashchange", follow);
  addEventListener("popstate", turned);
  if (location.href !== from) follow({ newURL: location.href });

  return {
    /** Write what is shown, unless it changes again. */
    writeSoon() {
      clearTimeout(waiting);
      waiting = setTimeout(write, PAUSE);
    },
    /** Write nothing for now. */
    wait: () => clearTimeout(waiting),
  };
}
