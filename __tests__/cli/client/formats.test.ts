import { checkTexts } from "../../../cli/client/texts";
import { api, facts, pool, route, routes } from "./pets-facts";
import { written } from "./written";

/** What each format writes; amplify.test.ts and requests.test.ts have more of theirs. quality/clients gives the files to their readers. */

test(".env has no value that readers would take differently", () => {
  expect(written("env", facts).text).toContain(
    "\nIDENTITY_POOL_ID=us-east-1:00000000-0000-4000-8000-000000000000\n",
  );
  expect(written("env", facts).text).toContain(
    "# GET /pets/{petId} takes a signature (SigV4, execute-api), and an API key in x-api-key.\n",
  );
  const odd = { ...facts, apis: [{ ...api, url: "https://a.test/$HOME #1" }] };
  expect(() => written("env", odd)).toThrow('API_URL is "https://a.test/$HOME #1"');
});

test("sources for phones say the same of each route", () => {
  expect(written("swift", facts).text).toContain(
    'Route(method: "GET", path: "/pets/{petId}", credential: .signature, apiKey: true),',
  );
  expect(written("swift", facts).text).toContain("        // a token of https://partner.test in X-Partner\n");
  expect(written("kotlin", facts).text).toContain('Route("GET", "/account", Credential.ID_TOKEN, false),');
  const odd = { ...facts, apis: [{ ...api, routes: [route("GET /$price\\(x)", { kind: "none" })] }] };
  expect(written("kotlin", odd).text).toContain('"/\\$price\\\\(x)"');
  expect(written("swift", odd).text).toContain('"/$price\\\\(x)"');
});

test.each(["GET /a\n### GET /b", "GET /{{process.exit()}}", "GET /a\u2028b"])("%j is refused", (text) => {
  const odd = { ...facts, apis: [{ ...api, routes: [route(text, { kind: "none" })] }] };
  expect(() => checkTexts(odd)).toThrow("has a line break, another control character, or braces");
  expect(() => checkTexts(facts)).not.toThrow();
});

test("a route whose lock is not known stops every file that has routes", () => {
  const odd = {
    ...facts,
    apis: [{ ...api, routes: [...routes, route("GET /odd", { kind: "none" }, { unknown: "why" })] }],
  };
  for (const name of [
    "amplify",
    "amplify-gen1",
    "env",
    "swift",
    "kotlin",
    "openapi",
    "typescript",
    "http",
  ] as const)
    expect(() => written(name, odd)).toThrow("The lock of GET /odd is not known: why.");
});

test("which client, and which API", () => {
  expect(() => written("env", facts, { client: "server" })).toThrow("has a secret");
  expect(() => written("env", facts, { client: "ap" })).toThrow('Did you mean "app"?');
  expect(written("env", facts, { client: "script" }).text).toContain("CLIENT_ID=script-id");
  const two = { ...facts, apis: [api, { ...api, stage: "test" }] };
  expect(() => written("openapi", two)).toThrow("pets at the stage live, pets at the stage test");
  expect(written("openapi", two, { stage: "test" }).text).toContain('"version": "test"');
  expect(() => written("openapi", two, { api: "other" })).toThrow(
    "--api other: in state.json there are pets",
  );
  expect(Object.keys(JSON.parse(written("amplify", two).text).custom.API)).toEqual([
    "pets-live",
    "pets-test",
  ]);
  const both = { ...facts, userPools: [pool, { ...pool, address: "aws_cognito_user_pool.others" }] };
  expect(() => written("env", both)).toThrow("There are several: app, app; name one by --client.");
});

const urls = [
  {
    address: "api/aws_lambda_function_url.open",
    name: "echo",
    url: "https://a.on.aws",
    credential: { kind: "none" },
  },
  {
    address: "api/aws_lambda_function_url.live",
    name: "echo",
    url: "https://b.on.aws",
    credential: { kind: "signature" },
  },
  {
    address: "api/aws_lambda_function_url.new",
    name: "new",
    url: { unknown: "x" },
    credential: { kind: "none" },
  },
] as const;

test("a .env file names the URLs of functions whose address is known", () => {
  const { notes, text } = written("env", { ...facts, functionUrls: urls });
  expect(text).toContain("\nECHO_OPEN_FUNCTION_URL=https://a.on.aws\n");
  expect(text).toContain("\nECHO_LIVE_FUNCTION_URL=https://b.on.aws\n");
  expect(text).toContain("# The URL of echo takes a signature (SigV4, lambda).");
  expect(notes).toEqual(["The URL of new is left out: api/aws_lambda_function_url.new is not known."]);
  expect(written("env", { ...facts, functionUrls: urls }, { api: "echo" }).text).not.toContain("API_URL=");
  expect(() => written("env", { ...facts, functionUrls: urls }, { api: "other" })).toThrow("--api other");
});

test("files of routes have no URLs of functions", () => {
  for (const name of ["http", "openapi", "typescript"] as const)
    expect(written(name, { ...facts, functionUrls: urls })).toEqual(written(name, facts));
});
