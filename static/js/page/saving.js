// Files for the reader's own machine.

/** What a canvas holds, as a file. @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
export async function pngOf(canvas) {
  /** @type {Blob | null} */
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the browser has no memory for so large a picture");
  return blob;
}

/** Save a file on the reader's machine. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000); // Safari reads it a little later
}
