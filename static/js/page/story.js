// A press that comes before the story that it is about.

/**
 * Do something with the story: at once, or when it comes; never where there is none to come.
 * @param {import("./store.js").Store} store @param {() => void} act
 */
export function withStory(store, act) {
  store.when(({ trace, problem }) => trace !== null || problem !== null, () => {
    if (store.get().trace !== null) act();
  });
}
