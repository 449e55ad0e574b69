import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentNamed } from "../../stacks/environment-named";
import { synthesize } from "./synthesized";

/** What the stacks tell clients and people: `gatehouse client` reads outputs by these names. */

const out = mkdtempSync(join(tmpdir(), "outputs-"));
afterAll(() => rmSync(out, { recursive: true }));

interface Output {
  readonly value: unknown;
  readonly description?: string;
}
let outputs: Readonly<Record<string, Output>>;

beforeAll(() => {
  const flow = { callbackUrls: ["https://app.test/"], logoutUrls: ["https://app.test/out"] };
  synthesize(out, environmentNamed("dev", { login: { at: { prefix: "petstore-outputs" }, app: flow } }));
  outputs = Object.assign(
    {},
    ...readdirSync(join(out, "stacks")).map(
      (stack) => JSON.parse(readFileSync(join(out, "stacks", stack, "cdk.tf.json"), "utf8")).output,
    ),
  );
});

test.each([
  "region",
  "user_pool_id",
  "client_id",
  "identity_pool_id",
  "issuer",
  "scopes",
  "login_domain",
  "login_url",
  "stage",
  "url",
])("%s", (name) => {
  expect(outputs[name]?.description).toMatch(/^[A-Z].{10,}[^.]$/);
});

test("every other output has a description too", () => {
  const own = Object.entries(outputs).filter(([name]) => !name.startsWith("cross-stack-output-"));
  expect(own.filter(([, { description }]) => description === undefined)).toEqual([]);
});

test("addresses are whole", () => {
  expect(outputs.region?.value).toBe("us-east-1");
  expect(outputs.issuer?.value).toMatch(/^https:\/\/\$\{aws_cognito_user_pool\.\w+\.endpoint\}$/);
  expect(outputs.login_url?.value).toMatch(/^https:\/\/\$\{.*\}\.auth\.us-east-1\.amazoncognito\.com$/);
  expect(outputs.scopes?.value).toEqual([
    expect.stringMatching(/\/admin$/),
    expect.stringMatching(/\/user$/),
  ]);
});
