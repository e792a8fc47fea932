// Writes the types of what the API answers, for the pages' scripts, from its description on stdin to stdout.

import { text } from "node:stream/consumers";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

/** Nested lists, whose description leaves their items open, and what they are here. */
const NESTED = {
  Number: "Nested",
  NestedIds: "Ids",
  Numbers: "Given",
};
const HEAD = "// Written by `python -m tests.clients.api_types` from the API's description.\n\n";
const BEFORE = `
export type Scalar = number | components["schemas"]["NonFinite"];
export type Given = Scalar | Given[];
export type Nested = Scalar | Nested[] | components["schemas"]["Summary"] | components["schemas"]["ShapeOnly"];
export type Ids = number | Ids[];
`;

const types = await openapiTS(await text(process.stdin), {
  inject: BEFORE,
  arrayLength: true, // a list of two is a pair
  transform(_, { path }) {
    const name = NESTED[path?.split("/").at(-1) ?? ""];
    return name && path?.startsWith("#/components/schemas/") ? ts.factory.createTypeReferenceNode(name) : undefined;
  },
});
process.stdout.write(HEAD + astToString(types));
