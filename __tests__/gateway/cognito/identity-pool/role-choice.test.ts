import type { Login } from "../../../../gateway/cognito/identity-pool/login";
import { chooseRole } from "../../../../gateway/cognito/identity-pool/role-choice";
import type { IdentityPool } from "../../../../terraform/model/identity-pool";

type Mapping = IdentityPool["roleMappings"][number];

const mapping = (changes: Partial<Mapping>): Mapping => ({
  address: "m",
  identityProvider: "provider:client",
  type: "Rules",
  ambiguousRoleResolution: "Deny",
  ...changes,
});

function choose(
  claims: Readonly<Record<string, unknown>>,
  mappings: readonly Mapping[],
  custom?: string,
  authenticatedRoleArn = "everyone",
) {
  const pool = { roleMappings: mappings, authenticatedRoleArn } as unknown as IdentityPool;
  const { "cognito:preferred_role": preferred, "cognito:roles": all } = claims;
  const login: Login = {
    providerName: "provider",
    mappedAs: ["provider:client"],
    tagsAs: ["provider"],
    method: "CognitoSignIn",
    sub: "s",
    claims: { ...claims },
    roles: {
      all: Array.isArray(all) ? all : [],
      ...(typeof preferred === "string" && { preferred }),
    },
  };
  return chooseRole(pool, login, "us-east-1:id", custom);
}

const DENIED = "The ambiguous role mapping rules for: provider:client denied this request.";

const rule = (match: "Equals" | "NotEqual" | "StartsWith" | "Contains", roleArn: string) => ({
  claim: "plan",
  match,
  value: "gold",
  roleArn,
});

test.each([
  ["Equals", "gold", true],
  ["Equals", "golden", false],
  ["NotEqual", "silver", true],
  ["NotEqual", "gold", false],
  ["NotEqual", undefined, false],
  ["StartsWith", "golden", true],
  ["StartsWith", "agold", false],
  ["Contains", "agolden", true],
  ["Contains", ["gold"], false],
] as const)("a rule %s gold matches %j: %s", (match, plan, expected) => {
  const choice = () => choose({ plan }, [mapping({ rules: [rule(match, "chosen")] })]);
  if (expected) expect(choice()).toBe("chosen");
  else expect(choice).toThrow(DENIED);
});

test("the first rule that matches chooses", () => {
  const rules = [rule("NotEqual", "first"), rule("Equals", "second"), rule("Contains", "third")];
  expect(choose({ plan: "gold" }, [mapping({ rules })])).toBe("second");
});

test("no rule matches: AuthenticatedRole gives the pool's role, and Deny none", () => {
  const rules = [rule("Equals", "chosen")];
  expect(choose({}, [mapping({ rules, ambiguousRoleResolution: "AuthenticatedRole" })])).toBe("everyone");
  expect(() => choose({}, [mapping({ rules })])).toThrow(DENIED);
});

test("under rules a token's own roles count for nothing", () => {
  const claims = { "cognito:preferred_role": "own", "cognito:roles": ["own"] };
  expect(() => choose(claims, [mapping({ rules: [] })])).toThrow(DENIED);
  expect(() => choose(claims, [mapping({ rules: [] })], "own")).toThrow(
    "Access to Identity 'us-east-1:id' is forbidden.",
  );
});

test("a mapping of another client does not count", () => {
  const other = mapping({ identityProvider: "provider:other", type: "Token" });
  expect(choose({ "cognito:preferred_role": "own" }, [other])).toBe("everyone");
});

test.each([
  ["listed", ["own", "other"], "other"],
  ["not listed", ["own"], undefined],
  ["listed as text", "own,other", undefined],
])("a role that is asked for and %s", (_name, roles, expected) => {
  const choice = () => choose({ "cognito:roles": roles }, [mapping({ type: "Token" })], "other");
  if (expected) expect(choice()).toBe(expected);
  else expect(choice).toThrow("Access to Identity 'us-east-1:id' is forbidden.");
});
