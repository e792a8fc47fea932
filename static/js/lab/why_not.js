// Why a stream could not be opened. A browser does not tell a page how a WebSocket was refused, but the
// server answers a plain question for the same address.

import { ProblemError, getOnce } from "../page/api.js";

/**
 * What the server says, or an empty text where it says nothing: it is away, or all is well again.
 * @param {string} address of the stream
 * @returns {Promise<string>}
 */
export async function whyNot(address) {
  try {
    await getOnce(`${address}?origin=${encodeURIComponent(self.origin)}`);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.type) {
      const { detail, hint } = error.problem;
      return hint ? `${detail}; ${hint}` : detail;
    }
  }
  return "";
}
