// Calls the gate by the client that openapi-typescript types, with the fetch of gatehouse.ts. It is compiled strictly beside
// the written files, and run: node calls.mjs CREDENTIALS.JSON
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { AwsClient } from "aws4fetch";
import createClient from "openapi-fetch";
import type { paths } from "./api.d.ts";
import { api, authorized } from "./gatehouse.ts";

const shown = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Record<
  "idToken" | "accessToken" | "accessKeyId" | "secretAccessKey" | "sessionToken" | "apiKey",
  string
>;
const signer = new AwsClient({ ...shown, region: api.region, service: "execute-api" });
const client = createClient<paths>({
  baseUrl: api.url,
  fetch: authorized({
    idToken: () => shown.idToken,
    accessToken: () => shown.accessToken,
    sign: (request) => signer.sign(request),
    apiKey: () => shown.apiKey,
  }),
});

assert.equal((await client.GET("/pets")).response.status, 200);
assert.equal((await client.GET("/products")).response.status, 200);
assert.equal((await client.GET("/account")).response.status, 200);
assert.equal((await client.GET("/health")).response.status, 200);
assert.equal(
  (await client.GET("/pets/{petId}", { params: { path: { petId: "none" } } })).response.status,
  404,
);
// The types have the schemas of bodies: without its name, this would not compile.
assert.equal((await client.POST("/pets", { body: { name: "Rex" } })).response.status, 403);
// The caller has no third-party token.
await assert.rejects(client.GET("/partner/pets"), /GET \/partner\/pets takes authorizer: give authorize/);
// @ts-expect-error There is no such route.
await assert.rejects(client.GET("/owners"), /is no route of the API/);
// @ts-expect-error A pet has a name.
assert.equal((await client.POST("/pets", { body: {} })).response.status, 403);
