import type { Section } from "../../cli/module/options";
import { prerequisites } from "../../cli/module/prerequisites";
import type { SharedAuthorizer } from "../../constructs/authorizers/shared-authorizer";
import { sharedArn, sharedUser, TWO_ACCOUNTS } from "../constructs/http-api/shared-authorizer";
import { httpTerraform } from "../constructs/http-api/small-http-api";
import { liveApi } from "../constructs/small-api";
import { appInMemory, synthesized, terraformOf } from "../constructs/terraform";

/** What the README of a module says of an authorizer's function that another account has. */

const functionArn = sharedArn(TWO_ACCOUNTS);

function ofHttpApi(through: SharedAuthorizer["through"]): Section {
  const app = appInMemory();
  sharedUser(app, through);
  return synthesized(app).shop?.resource as Section;
}

const ofRestApi = () =>
  terraformOf((stack) => {
    liveApi(stack, { api: { jwtAuthorizer: { functionArn, through: "api" } } });
  }).resource as Section;

const shared = (resources: Section) =>
  prerequisites(resources).filter((one) => one.includes("another account"));

test.each<[string, () => Section]>([
  ["an HTTP API, by the function's policy", () => ofHttpApi("api")],
  ["an HTTP API, by a role", () => ofHttpApi({ role: "call-gate" })],
  ["a REST API", ofRestApi],
])("%s: its owner must share it", (_, resources) => {
  expect(shared(resources())).toEqual([
    expect.stringMatching(
      new RegExp(`^The function \`${functionArn}\` of another account, which lets the authorizers`),
    ),
  ]);
});

test("a function of the API's own account is no such thing", () => {
  expect(shared(httpTerraform().resource as Section)).toEqual([]);
});
