import assert from "node:assert/strict";
import { test } from "node:test";

import { Answers } from "../../static/js/lab/answers.js";

/** @param {object} part what is read of a message @returns {import("../../static/js/lab/types.js").ServerMessage} */
const message = (part) => /** @type {any} */ (part);

test("two questions of one type get their answers in their order", async () => {
  const answers = new Answers();
  const [first, second] = [answers.to("graph"), answers.to("graph")];
  answers.hear(message({ type: "graph", update: 1 }));
  answers.hear(message({ type: "graph", update: 2 }));
  answers.hear(message({ type: "graph", update: 3 }));
  assert.deepEqual((await Promise.all([first, second])).map(({ update }) => update), [1, 2]);
});

test("a refusal fails who asked, and nobody else", async () => {
  const answers = new Answers();
  const [graph, all] = [answers.to("graph"), answers.to("export")];
  answers.hear(message({ type: "error", of: "graph", problem: { detail: "too large" } }));
  await assert.rejects(graph, /too large/);
  answers.fail("the connection is lost");
  await assert.rejects(all, /connection/);
});

test("a refusal of what nobody could read concerns nobody", () => {
  new Answers().hear(message({ type: "error", of: null, problem: { detail: "no JSON" } }));
});
