import { api, facts, route } from "./pets-facts";
import { written } from "./written";

/** The requests of a .http file, one for each route. */

test("requests carry what their routes take", () => {
  const { text } = written("http", facts);
  const request = (title: string) =>
    text
      .split("\n\n### ")
      .find((part) => part.startsWith(title))
      ?.trimEnd()
      .split("\n")
      .slice(1);
  expect(request("GET /pets/{petId}")).toEqual([
    "GET {{url}}/pets/{{petId}}",
    "Authorization: AWS {{accessKeyId}} {{secretAccessKey}} token:{{sessionToken}} region:us-east-1 service:execute-api",
    "x-api-key: {{apiKey}}",
  ]);
  expect(request("POST /products")).toEqual([
    "POST {{url}}/products?dry-run={{dryRun}}",
    "Authorization: Bearer {{accessToken}}",
    "Content-Type: application/json",
    "",
    "{}",
  ]);
  expect(request("GET /partner")).toEqual(["GET {{url}}/partner", "X-Partner: Bearer {{otherToken}}"]);
  expect(request("DELETE /files")).toEqual(["DELETE {{url}}/files/{{path}}", "X-Ticket: {{xTicket}}"]);
  expect(request("GET /health")).toEqual(["GET {{url}}/health"]);
  for (const name of new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, one]) => one)))
    expect(text).toContain(`\n@${name} = `);
});

test("no parameter takes the variable of a credential, of the address, or of another parameter", () => {
  const names = ["secretAccessKey", "SessionToken", "api-key", "url", "X-Ticket", "dry-run", "dryRun", "%"];
  const signed = route(
    "GET /pets/{idToken}",
    { kind: "signature" },
    {
      required: names.map((name) => ({ place: "querystring", name })),
    },
  );
  const ticket = route("GET /tickets/{accessToken}", {
    kind: "authorizer",
    sources: [
      { in: "header", name: "X-Ticket" },
      { in: "query", name: "ApiKey" },
    ],
  });
  const { text } = written("http", { ...facts, apis: [{ ...api, routes: [signed, ticket] }] });
  expect(text.split("\n").filter((line) => line.startsWith("GET "))).toEqual([
    "GET {{url}}/pets/{{idToken_2}}?secretAccessKey={{secretAccessKey_2}}&SessionToken={{sessionToken_2}}&api-key={{apiKey_3}}&url={{url_2}}&X-Ticket={{xTicket_2}}&dry-run={{dryRun}}&dryRun={{dryRun_2}}&%25={{value}}",
    "GET {{url}}/tickets/{{accessToken_2}}?ApiKey={{apiKey_2}}",
  ]);
  const declared = [...text.matchAll(/^@(\w+) = /gm)].map(([, name]) => name);
  expect(new Set(declared).size).toBe(declared.length);
  for (const [, name] of text.matchAll(/\{\{(\w+)\}\}/g)) expect(declared).toContain(name);
});

test("a required header that the credential stands in is sent once", () => {
  const required = [{ place: "header" as const, name: "authorization" }];
  const routes = [
    route("GET /signed", { kind: "signature" }, { required }),
    route("GET /ticket", { kind: "authorizer", sources: [] }, { required }),
  ];
  const { text } = written("http", { ...facts, apis: [{ ...api, routes }] });
  expect(text.match(/^authorization: \S+/gim)).toEqual([
    "Authorization: AWS",
    "Authorization: {{authorization}}",
  ]);
});
