import { applyChanges, readChanges } from "../../../../gateway/cognito/user-pool/token-changes";

const claims = {
  id: {
    sub: "s",
    email: "a@example.com",
    "cognito:groups": ["user"],
    "cognito:roles": ["r"],
    "cognito:preferred_role": "r",
  },
  access: { sub: "s", scope: "own", "cognito:groups": ["user"] },
};

const v2 = (details: unknown) =>
  readChanges({ response: { claimsAndScopeOverrideDetails: details } }, "V2_0");
const after = (details: unknown) => {
  const changes = v2(details);
  if (!changes) throw new Error("malformed");
  return applyChanges(claims, changes);
};

test("no changes leave the tokens as they are", () => {
  expect(after(null)).toEqual(claims);
  expect(after({})).toEqual(claims);
});

test("scopes are added and taken away; taking away wins", () => {
  const accessTokenGeneration = {
    scopesToAdd: ["api/read", "api/write", "own"],
    scopesToSuppress: ["own", "api/write"],
  };
  expect(after({ accessTokenGeneration }).access.scope).toBe("api/read");
});

test("claims are set in their own token, and suppressing wins", () => {
  const idTokenGeneration = {
    claimsToAddOrOverride: { plan: "gold", email: "b@example.com" },
    claimsToSuppress: ["email"],
  };
  const changed = after({ idTokenGeneration });
  expect(changed.id).toMatchObject({ plan: "gold" });
  expect(changed.id).not.toHaveProperty("email");
  expect(changed.access).toEqual(claims.access);
});

test.each([
  "sub",
  "iss",
  "aud",
  "exp",
  "token_use",
  "client_id",
  "scope",
  "username",
  "cognito:username",
  "cognito:groups",
  "cognito:roles",
  "cognito:preferred_role",
])("no trigger changes %s by way of claims", (name) => {
  const generation = { claimsToAddOrOverride: { [name]: "forged" }, claimsToSuppress: [name] };
  expect(after({ idTokenGeneration: generation, accessTokenGeneration: generation })).toEqual(claims);
});

test("groups are replaced in both tokens, with the roles that the trigger names", () => {
  const groupOverrideDetails = {
    groupsToOverride: ["admin"],
    iamRolesToOverride: ["r2"],
    preferredRole: "r2",
  };
  const changed = after({ groupOverrideDetails });
  expect(changed.id).toMatchObject({
    "cognito:groups": ["admin"],
    "cognito:roles": ["r2"],
    "cognito:preferred_role": "r2",
  });
  expect(changed.access).toMatchObject({ "cognito:groups": ["admin"] });
});

test.each([null, {}])("an override of groups that names none (%j) removes them", (groupOverrideDetails) => {
  const changed = after({ groupOverrideDetails });
  expect(changed.id).toEqual({ sub: "s", email: "a@example.com" });
  expect(changed.access).toEqual({ sub: "s", scope: "own" });
});

test("version 1 changes the ID token only", () => {
  const changes = readChanges(
    { response: { claimsOverrideDetails: { claimsToAddOrOverride: { plan: "gold" } } } },
    "V1_0",
  );
  if (!changes) throw new Error("malformed");
  const changed = applyChanges(claims, changes);
  expect(changed.id).toHaveProperty("plan", "gold");
  expect(changed.access).toEqual(claims.access);
});

test.each([
  undefined,
  "text",
  { accessTokenGeneration: { scopesToAdd: "api/read" } },
  { accessTokenGeneration: { scopesToAdd: ["api/read api/write"] } },
  { accessTokenGeneration: { scopesToAdd: [1] } },
  { idTokenGeneration: [] },
  { groupOverrideDetails: { groupsToOverride: "admin" } },
  { groupOverrideDetails: { preferredRole: 1 } },
])("an output of another shape is refused: %j", (details) => {
  expect(details === undefined ? readChanges({}, "V2_0") : v2(details)).toBeUndefined();
});
