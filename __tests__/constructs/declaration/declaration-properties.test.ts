/**
 * Declarations with one thing changed at random: what is built from them is what they say, or they are refused with a
 * DeclarationError. The rules below are written by hand, and share nothing with the schema that is tested.
 */
import { TerraformStack } from "cdktf";
import fc from "fast-check";
import type { AccessModel } from "../../../access/model";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { checkDeclaration } from "../../../constructs/locks/check-declaration";
import { randomRuns } from "../../random-runs";
import { apiProps } from "../small-api";
import { appInMemory, type Body } from "../terraform";
import { change, changed, junk } from "./changed-declarations";

const RUNS = randomRuns(50);

const SEEN = { refused: 0, accepted: 0 };

/** The methods of the API that is built from a declaration, or undefined where it is refused. */
function methodsOf(access: unknown): Body[] | undefined {
  try {
    const stack = new TerraformStack(appInMemory(), "stack");
    new SecuredApi(stack, "api", apiProps({ access: access as AccessModel }));
    SEEN.accepted += 1;
    return Object.values(
      (JSON.parse(JSON.stringify(stack.toTerraform())) as Body).resource.aws_api_gateway_method ?? {},
    );
  } catch (error) {
    // Whatever the value: one error of our own, never a raw one.
    if (!(error instanceof DeclarationError)) throw error;
    expect(error.message).toMatch(/^[^\n]+[.?]$/);
    SEEN.refused += 1;
    return undefined;
  }
}

/** What a route says in so many words, as the method that it must be; anything else has no meaning. */
function meaning({ roles, systems }: AccessModel, route: Body): Body {
  const among = (list: unknown, known: object) =>
    Array.isArray(list) && list.length > 0 && list.every((one) => Object.keys(known).includes(one));
  const only = (...fields: string[]) =>
    expect(fields).toEqual(expect.arrayContaining(Reflect.ownKeys(route)));
  expect([true, undefined]).toContain(route.key);
  expect(route.handler).toBe("app");
  const api_key_required = route.key === true || route.lock === "key";
  switch (route.lock) {
    case "iam":
      only("lock", "roles", "systems", "handler", "key");
      expect(among(route.roles, roles) || !("roles" in route)).toBe(true);
      expect(among(route.systems, systems) || !("systems" in route)).toBe(true);
      expect("roles" in route || "systems" in route).toBe(true);
      return { authorization: "AWS_IAM", api_key_required };
    case "cognito":
      only("lock", "roles", "handler", "key");
      if (route.roles === "signed-in")
        return { authorization: "COGNITO_USER_POOLS", authorizer: "id-tokens", api_key_required };
      expect(among(route.roles, roles)).toBe(true);
      return {
        authorization: "COGNITO_USER_POOLS",
        authorizer: "access-tokens",
        authorization_scopes: route.roles.map((role: string) => `shop/${role}`),
        api_key_required,
      };
    case "jwt":
      only("lock", "roles", "handler", "key");
      expect(among(route.roles, roles)).toBe(true);
      return { authorization: "CUSTOM", authorizer: "jwt", api_key_required };
    case "key":
      only("lock", "because", "handler");
      expect(route.because).toMatch(/\S\s\S/);
      return { authorization: "NONE", api_key_required };
    case "public":
      only("lock", "because", "handler", "key");
      expect(route.because).toMatch(/\S\s\S/);
      return { authorization: "NONE", api_key_required };
    default:
      throw new Error(`${String(route.lock)} was built`);
  }
}

function lockIn({
  api_key_required,
  authorization,
  authorization_scopes,
  authorizer_id,
  http_method,
}: Body): Body {
  const authorizer = ["id-tokens", "access-tokens", "jwt"].find((name) => authorizer_id?.includes(name));
  expect(authorizer === undefined).toBe(authorizer_id === undefined);
  return {
    verb: http_method,
    authorization,
    api_key_required,
    ...(authorizer && { authorizer }),
    ...(authorization_scopes && { authorization_scopes }),
  };
}

jest.setTimeout(120_000);

test("a changed declaration is built as it reads, or refused: no method is unlocked or wider than its route", () => {
  fc.assert(
    fc.property(change, (made) => {
      const access = changed(made) as AccessModel;
      const methods = methodsOf(access);
      if (!methods) return;
      const expected = Object.entries(access.routes).map(([key, route]) => ({
        verb: key.split(" ")[0],
        ...meaning(access, route),
      }));
      const inOrder = (rows: readonly Body[]) =>
        rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
      expect(inOrder(methods.map(lockIn))).toEqual(inOrder(expected));
    }),
    { numRuns: RUNS },
  );
  // Both happen, or nothing was shown.
  expect(SEEN.refused).toBeGreaterThan(RUNS / 3);
  expect(SEEN.accepted).toBeGreaterThan(0);
});

test("for any value in place of a declaration or a part of it, two checks give the same result", () => {
  const refusal = (access: unknown): string => {
    try {
      checkDeclaration(access);
      return "";
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      return `${error.code}: ${error.message}`;
    }
  };
  fc.assert(
    fc.property(fc.oneof(junk, change.map(changed)), (access) => {
      expect(refusal(access)).toBe(refusal(access));
    }),
    { numRuns: RUNS },
  );
});
