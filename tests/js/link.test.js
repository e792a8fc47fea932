import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import {
  DEFAULTS,
  complete,
  readAddress,
  readLink,
  sharedOf,
  stateOf,
  writeAddress,
  writeLink,
} from "../../static/js/link/link.js";
import { INITIAL } from "../../static/js/trace/state.js";
import { learnBounds } from "../../static/js/link/bounds.js";
import { LONGEST_LINK } from "../../static/js/link/fragment.js";
import { escapeText, unescapeText } from "../../static/js/link/text.js";

/** @typedef {import("../../static/js/link/link.js").Shared} Shared */

const LONGEST = 20_000;
learnBounds({ program_characters: LONGEST, details: ["blocks", "gates", "elementary", "scalars"] });

/** Numbers in [0, 1) that are the same on every run. @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {number} seed @returns {Shared} */
function randomState(seed) {
  const next = random(seed);
  const below = (/** @type {number} */ most) => Math.floor(next() * most);
  /** @template T @param {...T} items @returns {T} */
  const pick = (...items) => /** @type {T} */ (items[below(items.length)]);
  const number = () => pick(.../** @type {(number | string)[]} */ ([0, -0, 1, -2.5, 1e21, 1e-300, next() - 0.5, "NaN", "-Infinity", below(99)]));
  /** @param {number} depth @returns {any} */
  const nested = (depth) =>
    depth && next() < 0.4 ? Array.from({ length: 1 + below(4) }, () => nested(depth - 1)) : number();
  const letters = [..."abc xyz=+-*/()[]{}&%#?;:,.'\"\\<>~_!@$^|`0123456789\n\t", "σ", "ŷ", "漢", "𝛼", "′"];
  const text = (/** @type {number} */ most) =>
    Array.from({ length: below(most) }, () => pick(...letters)).join("");
  return {
    example: pick("", "xyz", "gate-patterns"),
    detail: pick("blocks", "gates", "elementary", "scalars"),
    closed: pick([], ["neuron#1"], ["layer#1/neuron#2", "σ#3", "a"]),
    opened: pick([], ["p"], ["neuron#1/h⁽²⁾", "softmax#2"]),
    mode: pick("reverse", "forward"),
    wrt: pick(null, "x", "σ"),
    output: pick(null, "f", "ŷ", "loss"),
    step: pick(null, 0, below(5000)),
    digits: below(13),
    batch: pick(null, 2, 40),
    labels: pick("numbers", "symbols", "both"),
    names: pick("plain", "layers"),
    shapes: next() < 0.5,
    sample: pick(null, 0, below(99)),
    drawing: pick("scalars", "gates", "neurons", "layers"),
    theme: pick(null, "light", "dark"),
    palette: pick(null, "classic", "colourblind"),
    by: pick("gate", "wire"),
    widths: next() < 0.5,
    whatIf: next() < 0.5,
    reach: pick(null, "gradient", "update", "loop"),
    rule: pick("sgd", "adam"),
    rate: pick(0.1, 1e-7, 25),
    learners: pick(null, ["w"], ["W1", "σ"]),
    run: pick(null, { made: 0, start: {} }, { made: below(900), start: { w: nested(2) } }),
    panel: pick(null, "inspect", "code", "partials", "derive", "nudge", "learn", "counts", "note"),
    counted: pick(null, 1, below(1e6) + 1),
    formulaAs: pick("names", "functions"),
    derived: pick(null, "w", "ŷ"),
    factors: pick(0, below(30)),
    selected: pick(null, 0, below(50)),
    presenting: next() < 0.5,
    predicting: next() < 0.5,
    hidden: pick([], ["editor"], ["editor", "panels", "predict"]),
    embed: next() < 0.5,
    seed: pick(null, nested(2)),
    values: Object.fromEntries(pick([], ["x"], ["x", "x⁽³⁾", "W_1", "σ", "c⁽⁴⁾", "__proto__"]).map((key) => [key, nested(3)])),
    program: text(pick(20, 60, 400)),
  };
}

test("what is written is read again, whatever it is", async () => {
  for (let seed = 0; seed < 400; seed++) {
    const state = randomState(seed);
    const base = seed % 3 === 0 ? randomState(seed + 10_000) : {};
    const { fragment, missing } = await writeLink(state, base);
    assert.match(fragment, /^1\/[\w\-.~%=/:,;@&+]*$/);
    const { found, problems, version } = await readLink(`#${fragment}`);
    assert.deepEqual([problems, missing, version], [[], [], 1], fragment);
    assert.deepEqual(complete(found, { ...base, example: "" }), state, `seed ${seed}: ${fragment}`);
  }
});

/** @param {string} link */
const at = (link) => readAddress(new URL(`http://host/${link}`));

test("an address names its example to the server, and says behind the # what differs from it", async () => {
  const base = { program: "x = 1\ny = x", detail: "blocks" };
  const whole = complete({ example: "one", step: null }, base);
  assert.equal((await writeAddress(whole, base)).link, "?example=one");
  assert.equal((await writeAddress({ ...whole, step: 3 }, base)).link, "?example=one#1/s=3");
  assert.equal((await writeAddress({ ...DEFAULTS, program: "x=1" }, {})).link, "#1/p=x=1");
  for (let seed = 0; seed < 200; seed++) {
    const state = randomState(seed);
    const other = seed % 2 ? { ...randomState(seed + 10_000), program: state.program } : {};
    const { link } = await writeAddress(state, other);
    const { found, problems } = await at(link);
    assert.deepEqual([complete(found, { ...other, example: "" }), problems], [state, []], link);
  }
});

test("addresses of an older shape go on meaning what they meant", async () => {
  assert.deepEqual((await at("#1/e=one&s=3")).found, { example: "one", step: 3 });
  assert.deepEqual((await at("?example=two#1/e=one")).found, { example: "one" });
  assert.deepEqual((await at("?example=two#1/p=x=1")).found, { program: "x=1" });
  assert.deepEqual((await at("?example=two")).found, { example: "two" });
});

test("a link survives the browser's own URL parser", async () => {
  for (let seed = 0; seed < 50; seed++) {
    const { fragment } = await writeLink(randomState(seed));
    assert.equal(new URL(`http://host/#${fragment}`).hash, `#${fragment}`);
  }
});

test("a link ends in what nobody takes for the end of a sentence", async () => {
  for (const end of [".", ",", ";", ")", ":", "*", "!", "]"]) {
    const { fragment } = await writeLink({ ...DEFAULTS, program: `x = 1${end}` });
    assert.match(fragment, /[A-Za-z0-9]$/);
  }
});

test("only what differs from the start is written", async () => {
  assert.equal((await writeLink({ ...DEFAULTS })).fragment, "1/");
  assert.equal((await writeLink(sharedOf(INITIAL))).fragment, "1/");
  const example = { program: "x = 1\ny = x", detail: "blocks", seed: 2 };
  const state = complete({ example: "one", step: 3 }, example);
  assert.equal((await writeLink(state, example)).fragment, "1/e=one&s=3");
  const back = { ...state, detail: "gates", seed: null };
  assert.equal((await writeLink(back, example)).fragment, "1/e=one&d=gates&s=3&g=");
});

test("a long program is compressed, a short one stays legible", async () => {
  const short = await writeLink({ ...DEFAULTS, program: "x=2; y=x*x" });
  assert.equal(short.fragment, "1/p=x=2;+y=x%2Ax");
  const program = Array.from({ length: 200 }, (_, k) => `v${k + 1} = sin(v${k}) * 2`).join("\n");
  const long = await writeLink({ ...DEFAULTS, program });
  assert.match(long.fragment, /^1\/P=[\w-]+$/);
  assert.ok(long.fragment.length < program.length / 3);
});

test("what is too long for a link is left out and told", async () => {
  const { fragment, missing } = await writeLink({ ...DEFAULTS, program: "x".repeat(LONGEST + 1), step: 4 });
  assert.deepEqual([fragment, missing], ["1/s=4", ["program"]]);
  const most = "𝛼".repeat(LONGEST);
  const exact = await readLink((await writeLink({ ...DEFAULTS, program: most })).fragment);
  assert.equal(exact.found.program, most);
});

test("the state's step at the end of its story is written as the end", () => {
  const trace = /** @type {any} */ ({ steps: [{}, {}] });
  const state = /** @type {any} */ ({ ...DEFAULTS, trace });
  assert.equal(sharedOf({ ...state, step: 2 }).step, null);
  assert.equal(sharedOf({ ...state, step: 1 }).step, 1);
  assert.equal(sharedOf({ ...state, trace: null, step: Infinity }).step, null);
  assert.deepEqual([stateOf({ ...DEFAULTS }).step, stateOf({ ...DEFAULTS, step: 1 }).step], [Infinity, 1]);
});

// Links as they were handed out: they must mean the same for ever.
/** @type {[string, Partial<Shared>][]} */
const GOLDEN = [
  ["#1/", {}],
  ["#1/e=gate-patterns&s=4", { example: "gate-patterns", step: 4 }],
  ["#1/s=0&p=x=2;+y=x%2Ax", { step: 0, program: "x=2; y=x*x" }],
  [
    "#1/d=scalars&m=forward&w=x&o=f&n=4&t=dark&c=colourblind&l=1&q=1&h=editor,panels&embed=1&g=-2.5&v=x:3;%CF%83:%5B1,NaN%5D&p=%CF%83=x%2B1",
    {
      detail: "scalars",
      mode: "forward",
      wrt: "x",
      output: "f",
      digits: 4,
      theme: "dark",
      palette: "colourblind",
      presenting: true,
      predicting: true,
      hidden: ["editor", "panels"],
      embed: true,
      seed: -2.5,
      values: { x: 3, σ: [1, "NaN"] },
      program: "σ=x+1",
    },
  ],
  [
    "#1/P=FccxCoAwDEDRPaf44NbiEnTMcSq6SKMV2p5esnze7xirysDYZcZssNDOpxSuu37tFcfoZIa4YjiJKUdISZGM_w",
    { program: "x = -2\ny = 5\nz = -4  # three inputs\nq = x + y\nq2 = q * z\nf = q2 * q2 + q" },
  ],
  ["#1/f=neuron%231;layer%231/g%232&u=p&s=2", { closed: ["neuron#1", "layer#1/g#2"], opened: ["p"], step: 2 }],
  ["#1/v=x%E2%80%B3:3", { values: { "x⁽³⁾": 3 } }],
  ["#1/by=wire&widths=1&s=2", { by: "wire", widths: true, step: 2 }],
  ["#1/program=x%20%3D%202&step=1", { program: "x = 2", step: 1 }],
];
for (const [link, expected] of GOLDEN) {
  test(`the link ${link.slice(0, 40)} keeps working`, async () => {
    const { found, problems } = await readLink(link);
    assert.deepEqual([found, problems], [expected, []]);
  });
}

test("other fragments are none of ours", async () => {
  for (const fragment of ["", "#", "#main", "#/", "#1"]) {
    assert.deepEqual(await readLink(fragment), { found: {}, problems: [], version: null });
  }
});

test("a newer link is read as far as it is known", async () => {
  const { found, problems, version } = await readLink("#2/s=3&y=new");
  assert.deepEqual([found, version, problems.length], [{ step: 3 }, 2, 2]);
});

test("one unreadable property does not spoil the others", async () => {
  const { found, problems } = await readLink(
    "#1/d=atoms&s=many&n=99&t=pink&h=editor,<b>&g=[1,&v=x:3;y:oops;3:4&p=x=1",
  );
  assert.deepEqual(found, { digits: 12, hidden: ["editor"], values: { x: 3 }, program: "x=1" });
  assert.equal(problems.length, 7);
});

test("an older link, with primes where names are numbered now, is read", async () => {
  const { found } = await readLink("#1/v=x′:3;x″:4;y:1&w=x″");
  assert.deepEqual(found.values, { "x⁽²⁾": 3, "x⁽³⁾": 4, y: 1 });
  assert.equal(found.wrt, "x⁽³⁾");
});

test("a link that went through HTML or gained a full stop is read", async () => {
  const { fragment } = await writeLink({ ...DEFAULTS, step: 3, program: "v = 1 + 2 + 3\n".repeat(40) });
  const { found, problems } = await readLink(`${fragment.replaceAll("&", "&amp;")}).`);
  assert.deepEqual([found.step, found.program, problems], [3, "v = 1 + 2 + 3\n".repeat(40), []]);
});

test("a link that was cut off gives what is left of it, and says so", async () => {
  const program = Array.from({ length: 300 }, (_, k) => `v${k} = ${Math.sin(k)}`).join("\n");
  const { fragment } = await writeLink({ ...DEFAULTS, step: 3, program });
  const { found, problems } = await readLink(fragment.slice(0, fragment.length * 0.7));
  assert.equal(found.step, 3);
  assert.ok(found.program && found.program.length > 1000 && program.startsWith(found.program));
  assert.match(problems[0] ?? "", /cut off/);
  const plain = await readLink("#1/p=y=%CF%83%CF%8");
  assert.deepEqual([plain.found.program, plain.problems.length], ["y=σ", 1]);
});

test("a decompression bomb is stopped", async () => {
  const bomb = deflateRawSync(Buffer.alloc(100_000_000)).toString("base64url");
  const { found, problems } = await readLink(`#1/s=2&P=${bomb}`);
  assert.deepEqual([found, problems], [{ step: 2 }, ["The link's program is too long and was not read."]]);
  const huge = await readLink(`#1/p=${"a".repeat(LONGEST_LINK)}`);
  assert.deepEqual([huge.found, huge.problems.length], [{}, 1]);
});

test("hostile links do no harm", async () => {
  const deep = `${"[".repeat(9000)}1${"]".repeat(9000)}`;
  const { found } = await readLink(`#1/g=${deep}&v=__proto__:1;constructor:2&__proto__=3&constructor=4&h=__proto__`);
  assert.deepEqual(Object.keys(found.values ?? {}), ["__proto__", "constructor"]);
  assert.equal(found.seed, undefined);
  assert.equal(Object.getPrototypeOf(found), Object.prototype);
  assert.equal(/** @type {any} */ ({}).constructor, Object);
});

test("no damage to a link makes reading throw", async () => {
  const next = random(7);
  for (let seed = 0; seed < 300; seed++) {
    const { fragment } = await writeLink(randomState(seed));
    const characters = [...fragment];
    for (let k = 0; k < 3; k++) {
      characters[Math.floor(next() * characters.length)] = String.fromCharCode(33 + Math.floor(next() * 94));
    }
    const { found } = await readLink(characters.join(""));
    const { fragment: again } = await writeLink(complete(found));
    assert.equal(typeof again, "string");
  }
});

test("text is escaped and read back, malformed escapes stand for themselves", () => {
  assert.equal(unescapeText(escapeText("a + b & c%\n漢")), "a + b & c%\n漢");
  assert.equal(unescapeText("%zz%"), "%zz%");
  assert.equal(unescapeText(escapeText("\ud800")), "\uFFFD");
});
