// Where descents end: their final losses in bins. Pure.

/** @typedef {import("./types.js").Run} Run */
/** @typedef {{ from: number, to: number, count: number }} Bin */

const BINS = 12;
const EQUAL = 1e-3; // of the first losses' size: final losses nearer to each other are the same

/**
 * The final losses in bins of one width, and how many have none. Where all are the same there is one bin.
 * @param {readonly Run[]} runs
 * @returns {{ bins: Bin[], lost: number }}
 */
export function endsOf(runs) {
  const kept = runs.filter(({ diverged }) => diverged === null);
  const finals = kept.map(({ losses }) => losses.at(-1) ?? NaN).filter(Number.isFinite);
  const lost = runs.length - finals.length;
  if (!finals.length) return { bins: [], lost };
  const [low, high] = [Math.min(...finals), Math.max(...finals)];
  const first = kept.map(({ losses }) => Math.abs(losses[0] ?? 0)).sort((a, b) => a - b)[kept.length >> 1] ?? 1;
  if (high - low <= EQUAL * first) return { bins: [{ from: low, to: high, count: finals.length }], lost };
  const width = (high - low) / BINS;
  const bins = Array.from({ length: BINS }, (_, k) => ({ from: low + k * width, to: low + (k + 1) * width, count: 0 }));
  for (const loss of finals) {
    const bin = bins[Math.min(Math.floor((loss - low) / width), BINS - 1)];
    if (bin) bin.count += 1;
  }
  return { bins, lost };
}
