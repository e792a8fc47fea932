// A configuration as text: JSON, with the line and column of what is wrong, or the layers alone in
// short: `6 tanh, 2 tanh, softmax` or `2-6-2-softmax2`.

/** @typedef {import("./types.js").Config} Config */
/** @typedef {{ activations: readonly { name: string }[], losses: readonly { name: string }[] }} Known */
/** @typedef {{ line: number, column: number, message: string }} Fault */
/** @typedef {{ config: Record<string, any>, fault: null } | { config: null, fault: Fault }} Reading */

const LAYER = /^(\d+)?\s*([a-z_]+)?$/;

/**
 * Read either form.
 * @param {string} text
 * @param {Known} known
 * @returns {Reading}
 */
export function readConfigText(text, known) {
  return text.trimStart().startsWith("{") ? readJson(text) : readLayers(text, known);
}

/** The whole configuration, one part a line. @param {Config} config */
export function writeConfigText(config) {
  const parts = Object.entries(config).map(([name, value]) => {
    if (name === "layers" && Array.isArray(value) && value.length) {
      const layers = value.map((layer) => `    ${JSON.stringify(layer)}`).join(",\n");
      return `  "layers": [\n${layers}\n  ]`;
    }
    return `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
  });
  return `{\n${parts.join(",\n")}\n}`;
}

/** The layers in short. @param {Pick<Config, "layers" | "loss">} config */
export function writeLayers({ layers, loss }) {
  return [...layers.map(({ units, activation }) => `${units} ${activation}`), loss].join(", ");
}

/** @param {string} text @returns {Reading} */
function readJson(text) {
  try {
    return { config: JSON.parse(text), fault: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { config: null, fault: { ...placeOf(text, message), message: plain(message) } };
  }
}

/** Where the browser's message says it stopped. @param {string} text @param {string} message */
function placeOf(text, message) {
  const named = /line (\d+) column (\d+)/.exec(message);
  if (named) return { line: Number(named[1]), column: Number(named[2]) };
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, position).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** @param {string} message */
function plain(message) {
  if (/end of (JSON|data)|unterminated/i.test(message)) return "the text ends too soon: a } or a \" is missing";
  const token = /token\s+['‘"]?([^'’",\s]+)/i.exec(message)?.[1];
  return token ? `${token} is not expected here` : message.replace(/^JSON\.parse: /, "");
}

/** @param {string} text @param {Known} known @returns {Reading} */
function readLayers(text, { activations, losses }) {
  const dashed = !text.includes(",") && /^\s*\d+\s*-/.test(text);
  const parts = dashed ? dashedParts(text) : commaParts(text);
  /** @type {{ units: number, activation?: string }[]} */
  const layers = [];
  let loss;
  for (const [k, { part, column }] of parts.entries()) {
    const fault = (/** @type {string} */ message) => ({ config: null, fault: { line: 1, column, message } });
    const last = k === parts.length - 1;
    const ending = losses.find(({ name }) => new RegExp(`^${name}\\d*$`).test(part));
    if (last && ending) {
      loss = ending.name;
      continue;
    }
    if (last && dashed && /^\d+$/.test(part)) continue; // the number of outputs follows from the data
    const [, units, activation] = LAYER.exec(part) ?? [];
    if (!units) return fault(part ? `“${part.slice(0, 20)}” is no layer: write its units and activation, such as 6 tanh` : "a layer is missing between two commas");
    if (activation && !activations.some(({ name }) => name === activation)) return fault(`there is no activation ${activation}: there are ${activations.map(({ name }) => name).join(", ")}`);
    layers.push({ units: Number(units), ...(activation ? { activation } : {}) });
  }
  return { config: { layers, ...(loss ? { loss } : {}) }, fault: null };
}

/** @param {string} text */
function commaParts(text) {
  let column = 1;
  return text.split(",").map((raw) => {
    const at = column + raw.length - raw.trimStart().length;
    column += raw.length + 1;
    return { part: raw.trim(), column: at };
  });
}

/** Without the inputs, which the features give. @param {string} text */
function dashedParts(text) {
  let column = 1;
  return text
    .split("-")
    .map((raw) => {
      const at = column;
      column += raw.length + 1;
      return { part: raw.trim(), column: at };
    })
    .slice(1);
}
