/**
 * Holds what is synthesized against the provider's own schema, which has rules for values that its types do not have:
 *
 *     TERRAFORM_CHECKER=PROGRAM npm run test:schema
 *
 * The program is a script for Node.js. It takes files of Terraform's JSON and writes `N findings`, each with its file.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App, TerraformStack } from "cdktf";
import { environmentNamed } from "../../stacks/environment-named";
import type { Environment } from "../../stacks/environments";
import { sharedUser } from "../constructs/http-api/shared-authorizer";
import { apiKitchen } from "../constructs/kitchen/api";
import { identityKitchen, scopesKitchen } from "../constructs/kitchen/identity";
import { sharingKitchen } from "../constructs/kitchen/sharing";
import { terraformOf } from "../constructs/terraform";
import { synthesize } from "../stacks/synthesized";

const checker = process.env.TERRAFORM_CHECKER;
const folder = mkdtempSync(join(tmpdir(), "schema-"));
afterAll(() => rmSync(folder, { recursive: true }));

function findingsIn(files: readonly string[]): string {
  return spawnSync(process.execPath, [checker as string, ...files], { encoding: "utf8" }).stdout;
}

test("a checker is named", () => {
  expect(checker).toBeDefined();
});

test.each<[string, (stack: TerraformStack) => void]>([
  ["identity", identityKitchen],
  ["api", apiKitchen],
  ["sharing", sharingKitchen],
  ["scopes of a pool that is there", scopesKitchen],
  [
    "an HTTP API by a function of another account",
    (stack) => void sharedUser(stack.node.root as App, { role: "call-gate" }),
  ],
])("the provider knows every argument of every construct: %s", (name, build) => {
  const file = join(folder, `${name}.tf.json`);
  writeFileSync(file, JSON.stringify(terraformOf(build)));
  expect(findingsIn([file])).toMatch(/, 0 findings/);
});

const configurations: Record<string, Partial<Record<keyof Environment, unknown>>> = {
  production: {},
  "with a name, CORS and admission": {
    domain: { name: "api.example.com", zoneId: "Z1" },
    cors: { origins: ["https://shop.example.com"] },
    admission: { ipRanges: ["203.0.113.0/24"] },
    throttle: { rate: 10, burst: 20 },
  },
  "counting, in some countries, with large bodies": {
    firewall: { mode: "count", countries: { only: ["DE", "FR"] }, largestBody: 32_000 },
  },
  "roles for GitHub's workflows": {
    bootstrap: {
      ...(environmentNamed("prod").bootstrap as object),
      github: {
        repository: "acme@12/shop@34",
        branch: "main",
        environment: "prod",
        pullRequests: "may-plan",
        provider: "created",
      },
    },
  },
  "state in S3": { state: { bucket: "shop-state" }, tags: { team: "shop" } },
  "everything off": {
    firewall: "off",
    logs: "off",
    alarms: "off",
    tracing: "off",
    hardening: "off",
    encryption: "aws-owned",
    bootstrap: "elsewhere",
    userPool: { selfSignUp: false },
  },
  "a second factor by e-mail": {
    userPool: {
      selfSignUp: true,
      mfaFactors: ["totp", "email"],
      email: { from: "shop@example.com", sesArn: "arn:aws:ses:us-east-1:111111111111:identity/example.com" },
    },
  },
  "sign-in by phone, and recovery by it": {
    userPool: { selfSignUp: true, mfa: "off", signInWith: ["phone"], recovery: ["phone"] },
  },
  "sign-in by e-mail, texts and passkeys": {
    userPool: {
      selfSignUp: true,
      tier: "PLUS",
      signInWith: ["email", "phone"],
      mfaFactors: ["totp", "sms"],
      passwordless: { factors: ["passkey"], relyingParty: "shop.example.com" },
      threatProtection: "audit",
    },
  },
};

test.each<[string, Environment]>([
  ...Object.entries(configurations).map(([name, settings]): [string, Environment] => [
    name,
    environmentNamed("prod", settings),
  ]),
  ["an HTTP API", environmentNamed("http")],
])("the provider knows every argument of every stack: %s", (name, environment) => {
  const outdir = join(folder, name);
  synthesize(outdir, environment);
  const files = readdirSync(join(outdir, "stacks")).map((stack) =>
    join(outdir, "stacks", stack, "cdk.tf.json"),
  );
  expect(findingsIn(files)).toMatch(/, 0 findings/);
});
