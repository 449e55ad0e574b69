import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { AccessModel, Route } from "../../access/model";
import { SecuredApi } from "../../constructs/api/secured-api";
import { AuthorizerSharing } from "../../constructs/authorizers/shared-authorizer";
import { LambdaFunction } from "../../constructs/functions/lambda-function";
import { Federation } from "../../constructs/identity/federation";
import { SamlRoles } from "../../constructs/identity/saml-roles";
import { AlarmTopic } from "../../constructs/observe/alarm-topic";
import { jwtRoleTable } from "../../constructs/roles/jwt-role-table";
import { RolePolicies } from "../../constructs/roles/role-policies";
import { SystemRoles } from "../../constructs/roles/system-roles";
import { environmentNamed } from "../../stacks/environment-named";
import { buildStacks } from "../../stacks/project";
import { petstore } from "../stacks/synthesized";
import { access, apiProps } from "./small-api";
import { functionFolder, refusal, type Terraform, terraformOf } from "./terraform";

/** Names of users stand beside ids that the constructs chose. */

const count = (terraform: Terraform, type: string) => Object.keys(terraform.resource[type] ?? {}).length;
const named = (...names: string[]) =>
  Object.fromEntries(names.map((name, i) => [name, { description: "One of them", precedence: i }]));

const programs = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { description: "A program" }]));

test("a system may be named like the data that the roles' trust is made of", () => {
  const systems = programs("account", "partition", "data");
  const terraform = terraformOf((stack) => new SystemRoles(stack, "systems", { name: "shop", systems }));
  expect(count(terraform, "aws_iam_role")).toBe(3);
  expect(Object.keys(terraform.data ?? {})).toEqual(["aws_caller_identity", "aws_partition"]);
});

test("a role may be named like its SAML provider", () => {
  const roles = named("provider", "admin");
  const metadata = `<EntityDescriptor>${"x".repeat(1_000)}</EntityDescriptor>`;
  const terraform = terraformOf((stack) => new SamlRoles(stack, "saml", { name: "shop", metadata, roles }));
  expect(count(terraform, "aws_iam_role")).toBe(2);
});

test("a role and a system may be named like another role's SAML twin", () => {
  const roles = named("admin", "saml-admin", "user");
  const declared: AccessModel = {
    ...access,
    roles,
    systems: programs("saml-user"),
    routes: {
      "GET /a": {
        lock: "iam",
        roles: ["admin", "saml-admin", "user"],
        systems: ["saml-user"],
        handler: "app",
      },
    },
  };
  const own = Object.fromEntries(Object.keys(roles).map((name) => [name, `own-${name}`]));
  const saml = Object.fromEntries(Object.keys(roles).map((name) => [name, `by-saml-${name}`]));
  const terraform = terraformOf((stack) => {
    const api = { executionArn: "arn", stageName: "live" } as SecuredApi;
    const systemNames = { "saml-user": "program" };
    new RolePolicies(stack, "policies", {
      api,
      access: declared,
      roleNames: own,
      samlRoleNames: saml,
      systemNames,
    });
  });
  expect(count(terraform, "aws_iam_role_policy")).toBe(7);
});

test("a provider may be named like another's secret, and not like another provider", () => {
  const userPool = { id: "p", arn: "a", endpoint: "e" };
  const login = { clientId: "c", secret: { secret: "s" } };
  const oidc = { ...login, issuer: "https://example.com" };
  const federation = (name: string) => (stack: TerraformStack) =>
    new Federation(stack, "federation", { userPool, google: login, oidc: { [name]: oidc } });
  expect(count(terraformOf(federation("Google-secret")), "aws_cognito_identity_provider")).toBe(2);
  expect(refusal((scope) => federation("Google")(scope as TerraformStack))).toEqual([
    "PROVIDER_NAME_TAKEN",
    'Two identity providers are named "Google"; a user pool tells them by their names.',
  ]);
});

test("addresses that differ in punctuation only are each subscribed, and a repeated one once", () => {
  const terraform = terraformOf((stack) => {
    const emails = ["a.b@c.de", "a-b@c.de", "a.b@c.de"];
    new AlarmTopic(stack, "topic", { name: "alarms", key: { arn: "arn:aws:kms:x" }, emails });
  });
  const endpoints = Object.values(terraform.resource.aws_sns_topic_subscription ?? {});
  expect(endpoints.map(({ endpoint }) => endpoint).sort()).toEqual(["a-b@c.de", "a.b@c.de"]);
});

test("accounts whose names differ in punctuation only each get a statement of the shared authorizer", () => {
  const api = { region: "eu-central-1", accountId: "111111111111", apiId: "abc123" };
  const terraform = terraformOf((stack) => {
    const handler = new LambdaFunction(stack, "gate", {
      name: "gate",
      folder: functionFolder("health"),
      files: { "roles.json": jwtRoleTable(access) },
    });
    new AuthorizerSharing(stack, "apis", { handler, with: { apis: { "a-b": api, ab: api, a_b: api } } });
  });
  const ids = Object.values(terraform.resource.aws_lambda_permission ?? {}).map((one) => one.statement_id);
  expect(new Set(ids).size).toBe(3);
});

test("a path named /root does not collide with the root", () => {
  const open: Route = { lock: "public", because: "A test of names", handler: "app" };
  const routes = { "GET /": open, "GET /root": open, "GET /root/root": open } as const;
  const terraform = terraformOf((stack) => {
    new SecuredApi(stack, "api", apiProps({ access: { ...access, routes } }));
  });
  expect(count(terraform, "aws_api_gateway_method")).toBe(3);
});

describe("every id that a construct chose may be the name of a role, or of a system", () => {
  const folder = mkdtempSync(join(tmpdir(), "ids-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function build(environment: string, declared: AccessModel): readonly TerraformStack[] {
    const app = new App({ outdir: folder });
    buildStacks(app, environmentNamed(environment), declared);
    const stacks = app.node.findAll().filter(TerraformStack.isStack);
    for (const stack of stacks) stack.prepareStack();
    return stacks;
  }

  /** Ids in which nothing of the declaration stands. */
  function chosenIds(environment: string): string[] {
    const ids = build(environment, petstore).flatMap((stack) =>
      stack.node.findAll().map(({ node }) => node.id),
    );
    return [...new Set(ids)].filter((id) => /^[A-Za-z][A-Za-z0-9-]{0,31}$/.test(id));
  }

  const chosen = new Map<string, readonly string[]>();
  function chosenIn(environment: string): readonly string[] {
    const ids = chosen.get(environment) ?? chosenIds(environment);
    chosen.set(environment, ids);
    return ids;
  }

  test.each([
    ["dev", "role"],
    ["dev", "system"],
    ["prod", "role"],
    ["prod", "system"],
  ])("%s, as a %s", (environment, kind) => {
    // The last is the name of a role that the identity pool makes: refused by name, see identity-pool.ts.
    const taken = [...Object.keys(petstore.roles), ...Object.keys(petstore.systems), "authenticated"];
    const ids = chosenIn(environment).filter((id) => !taken.includes(id));
    expect(ids).toEqual(
      expect.arrayContaining(["app", "pool", "roles", "systems", "policies", "role", "api"]),
    );
    const precedence = (i: number) => (kind === "role" ? { precedence: 100 + i } : {});
    const more = Object.fromEntries(ids.map((id, i) => [id, { description: id, ...precedence(i) }]));
    const holders = { [kind === "role" ? "roles" : "systems"]: ids as unknown as readonly [string] };
    const declared = {
      ...petstore,
      [`${kind}s`]: { ...petstore[`${kind}s` as "roles"], ...more },
      routes: { ...petstore.routes, "GET /all": { lock: "iam", handler: "pets", ...holders } },
    } as unknown as AccessModel;
    // Neither the ids of constructs nor the addresses in the Terraform meet.
    const terraform = build(environment, declared).map((stack) => stack.toTerraform() as Terraform);
    const policies = terraform.reduce((sum, one) => sum + count(one, "aws_iam_role_policy"), 0);
    expect(policies).toBeGreaterThanOrEqual(ids.length);
  });
});
