// What a page of somebody else does with the API: its types come from the description alone.

import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

const address = process.argv[2];
if (!address) throw new Error("give the server's address");
const client = createClient<paths>({ baseUrl: address });

/** What was answered; a problem is an error. */
function answered<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (error !== undefined || data === undefined) throw new Error(`refused: ${JSON.stringify(error)}`);
  return data;
}

const program = "x = -2; y = 5; z = -4\nq = x + y\nf = q * z";
const story = answered(await client.POST("/api/v1/trace", { body: { program } }));
const value: components["schemas"]["Number"] | null | undefined = story.nodes[4]?.value; // null of a shape without numbers
const check = answered(await client.POST("/api/v1/gradcheck", { body: { program } }));
const code = answered(await client.POST("/api/v1/code", { body: { program } }));
const example = answered(await client.GET("/api/v1/examples/{id}", { params: { path: { id: "xyz" } } }));
const examples = answered(await client.GET("/api/v1/examples"));
const gates = answered(await client.GET("/api/v1/gates"));
const datasets = answered(await client.GET("/api/v1/datasets"));
const choices = answered(await client.GET("/api/v1/training"));
const health = answered(await client.GET("/healthz"));
const picture = answered(
  await client.GET("/api/v1/graph.svg", { params: { query: { program } }, parseAs: "text" }),
);
const drawn = answered(await client.POST("/api/v1/graph.svg", { body: { program }, parseAs: "text" }));
const trained = answered(
  await client.POST("/api/v1/train", { body: { config: { dataset: { name: "xor" } }, updates: 5 } }),
);
const refused = await client.POST("/api/v1/trace", { body: { program: "y = sigmod(1)" } });
const problem: components["schemas"]["Problem"] | undefined = refused.error;

const message: components["schemas"]["ClientMessage"] = { type: "step", updates: 3 };
const isPaused = (told: components["schemas"]["ServerMessage"]) => told.type === "paused" && told.reason;

console.log(
  JSON.stringify({
    gradients: story.gradients,
    value,
    verdict: check.verdict,
    lines: code.numpy.split("\n").length > 3,
    example: example.title === examples.examples[0]?.title,
    gates: gates.gates.length > 40,
    datasets: datasets.datasets.length === choices.datasets.length,
    health: health.status,
    pictures: [picture, drawn].every((svg) => svg.startsWith("<svg")),
    updates: trained.history.at(-1)?.update,
    hint: problem?.hint,
    sent: message.type,
    paused: isPaused({ type: "paused", update: 1, reason: "asked" }),
  }),
);
