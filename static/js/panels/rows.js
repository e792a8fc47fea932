// Which rows of a long table stand in the page: those in view and some around them. Pure.

/** Up to so many rows all stand in the page, each as high as it needs to be. */
export const FEW = 60;
/** px; a row of a longer table has this height, room for two lines of a name. */
export const ROW = 44;
const AROUND = 12; // rows kept above and below those in view, for the next scroll and the next Tab

/**
 * The rows to put into the page, as [first, end).
 * @param {number} count of all rows
 * @param {number} top px of the rows scrolled away; negative where something stands above them
 * @param {number} height px in view
 * @returns {[number, number]}
 */
export function rowsInView(count, top, height) {
  if (count <= FEW) return [0, count];
  const last = Math.max(0, count - Math.ceil(height / ROW));
  const first = Math.min(Math.max(0, Math.floor(top / ROW)), last);
  return [Math.max(0, first - AROUND), Math.min(count, first + Math.ceil(height / ROW) + AROUND)];
}
