// Formulas that our own server wrote, as elements.

/** @param {{ text: string, mathml: string }} formula its MathML with the `math` element or without @returns {Node} */
export function math({ text, mathml }) {
  const whole = mathml.startsWith("<math") ? mathml : `<math>${mathml}</math>`;
  const parsed = new DOMParser().parseFromString(whole, "text/html").body.firstElementChild;
  return parsed ? document.importNode(parsed, true) : document.createTextNode(text);
}
