import { App } from "cdktf";
import type { SharedAuthorizer } from "../../constructs/authorizers/shared-authorizer";
import { environmentNamed } from "../../stacks/environment-named";
import { sharedUser } from "../constructs/http-api/shared-authorizer";
import { type Documents, deployed, inFolder, ordered, project } from "./deployed";
import { isWritten } from "./replacing";

/** What a changed argument makes anew, in which order, as real Terraform plans it. */

jest.setTimeout(300_000);

const dev = environmentNamed("dev");
const prod = environmentNamed("prod");

describe("the address of the API", () => {
  const at = (name: string) =>
    project({
      ...prod,
      domain: { name, zoneId: "Z0123456789" },
      alarms: { emails: ["on-call@example.com"] },
    });

  test("another domain replaces certificate, proof, mapping and records, and the API stays", () => {
    const { steps, ...result } = deployed(at("api.example.com"), at("shop.example.com"));
    expect(result).toEqual(ordered);
    for (const part of [
      "acm_certificate.live_domain_certificate",
      "acm_certificate_validation.live_domain_proved",
      "route53_record.live_domain_proof",
      "route53_record.live_domain_name",
      "api_gateway_domain_name.live_domain_domain",
      "api_gateway_base_path_mapping.live_domain_mapping",
    ])
      expect(steps).toEqual(expect.arrayContaining([`delete aws_${part}`, `create aws_${part}`]));
    expect(steps.filter((step) => step.includes("rest_api.") || step.includes("_stage."))).toEqual([]);
  });
});

test("of each type in the stacks it is written what replaces it, or that nothing does", () => {
  const used = [
    project({ ...dev, domain: { name: "api.example.com", zoneId: "Z0123456789" } }),
    project({ ...prod, alarms: { emails: ["on-call@example.com"] } }),
  ].flatMap((stacks) => Object.values(stacks).flatMap(({ resource }) => Object.keys(resource)));
  expect(used.length).toBeGreaterThan(60);
  expect([...new Set(used)].filter((type) => !isWritten(type))).toEqual([]);
});

describe("a table whose key changes", () => {
  const before = project(dev);
  const changed = (name: string): Documents => {
    const { api, ...others } = structuredClone(before) as Record<string, NonNullable<Documents[string]>>;
    const table = api?.resource.aws_dynamodb_table["pets-table_table"];
    Object.assign(table, { name, hash_key: "id", attribute: [{ name: "id", type: "S" }] });
    return { ...others, api: api as NonNullable<typeof api> };
  };

  test("cannot have the name of the old one while that exists", () => {
    expect(deployed(before, changed("petstore-dev-pets")).wrong).toEqual([
      "aws_dynamodb_table.pets-table_table may be made before aws_dynamodb_table.pets-table_table is destroyed, and has its identity",
    ]);
  });

  test("is created and used before the old one is destroyed, with a name of its own", () => {
    expect(deployed(before, changed("petstore-dev-pets-by-id"))).toMatchObject(ordered);
  });
});

describe("the role by which an HTTP API calls the function of another account", () => {
  const by = (through: SharedAuthorizer["through"]) =>
    inFolder((outdir) => {
      const app = new App({ outdir });
      sharedUser(app, through);
      app.synth();
      return ["shop"];
    });
  const without = (address: string) => address.replace(/_[0-9A-F]{8}$/, "");

  test.each<[string, SharedAuthorizer["through"], SharedAuthorizer["through"], verb: string]>([
    ["is there before it is used", "api", { role: "call" }, "create"],
    ["goes after it is used", { role: "call" }, "api", "delete"],
  ])("%s", (_, before, after, verb) => {
    const { steps, ...result } = deployed(by(before), by(after));
    expect(result).toEqual(ordered);
    expect(steps.map(without).sort()).toEqual([
      `${verb} aws_iam_role.api_call-authorizer_role`,
      `${verb} aws_iam_role_policy.api_call-authorizer_policy`,
      "update aws_apigatewayv2_authorizer.api_jwt",
    ]);
  });
});
