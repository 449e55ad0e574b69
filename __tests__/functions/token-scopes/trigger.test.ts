import type { PreTokenGenerationV2TriggerEvent } from "aws-lambda";
import { createTrigger } from "../../../functions/token-scopes/trigger";

const environment = { RESOURCE_SERVER: "petstore", ROLES: "admin, user" };

function event(request: Record<string, unknown>): PreTokenGenerationV2TriggerEvent {
  return {
    version: "2",
    triggerSource: "TokenGeneration_Authentication",
    request: {
      userAttributes: {},
      groupConfiguration: {},
      scopes: ["aws.cognito.signin.user.admin"],
      ...request,
    },
    response: {},
  } as unknown as PreTokenGenerationV2TriggerEvent;
}

async function scopesOf(request: Record<string, unknown>) {
  const { response } = await createTrigger(environment)(event(request));
  return response.claimsAndScopeOverrideDetails;
}

describe("token-scopes", () => {
  it.each([
    [["admin"], ["petstore/admin"]],
    [
      ["user", "admin"],
      ["petstore/admin", "petstore/user"],
    ],
    [["user", "user"], ["petstore/user"]],
    [["stranger", "Admin", "admin ", "petstore/admin", "admin,user", ""], []],
    [[], []],
    [undefined, []],
    [null, []],
    ["admin", []],
  ])("turns the groups %j into the scopes %j", async (groupsToOverride, scopesToAdd) => {
    expect(await scopesOf({ groupConfiguration: { groupsToOverride } })).toEqual({
      accessTokenGeneration: { scopesToAdd, scopesToSuppress: [] },
    });
  });

  it("takes nothing from what users or clients write themselves", async () => {
    const details = await scopesOf({
      userAttributes: {
        "cognito:groups": "admin",
        "custom:groups": "admin",
        "custom:role": "admin",
        scope: "petstore/admin",
      },
      clientMetadata: { groups: "admin", scope: "petstore/admin", role: "admin" },
      groupConfiguration: { iamRolesToOverride: ["admin"], preferredRole: "admin" },
    });
    expect(details?.accessTokenGeneration?.scopesToAdd).toEqual([]);
  });

  it("works without a group configuration", async () => {
    expect((await scopesOf({ groupConfiguration: undefined }))?.accessTokenGeneration?.scopesToAdd).toEqual(
      [],
    );
  });

  it("works for a sign-in that asked for no scopes", async () => {
    expect(await scopesOf({ scopes: undefined, groupConfiguration: { groupsToOverride: ["user"] } })).toEqual(
      {
        accessTokenGeneration: { scopesToAdd: ["petstore/user"], scopesToSuppress: [] },
      },
    );
  });

  it("takes away a scope of the resource server that no group bears out, and leaves all others", async () => {
    const scopes = ["openid", "petstore/admin", "petstore/user", "petstore/other", "petstores/admin"];
    expect(await scopesOf({ scopes, groupConfiguration: { groupsToOverride: ["user"] } })).toEqual({
      accessTokenGeneration: {
        scopesToAdd: ["petstore/user"],
        scopesToSuppress: ["petstore/admin", "petstore/other"],
      },
    });
  });

  it.each(["RESOURCE_SERVER", "ROLES"])("fails the sign-in if %s is not set", async (name) => {
    const run = createTrigger({ ...environment, [name]: "" });
    await expect(run(event({}))).rejects.toThrow(`${name}: is missing`);
  });
});
