import type { AccessModel, JwtRoute } from "../../../access/model";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { jwtRoleTable } from "../../../constructs/roles/jwt-role-table";
import { parseRoleTable } from "../../../contract/role-table";
import { answersFrom } from "../../../functions/authorizer/policy";

type Role = "admin" | "user";

function behindJwt(count: number, rolesOf: (index: number) => readonly [Role]): AccessModel {
  const route = (index: number): JwtRoute<Role> => ({ lock: "jwt", roles: rolesOf(index), handler: "pets" });
  const routes = Array.from({ length: count }, (_, index) => [
    `GET /partner/resource-${index}`,
    route(index),
  ]);
  return {
    roles: { admin: { description: "", precedence: 1 }, user: { description: "", precedence: 2 } },
    systems: {},
    limits: { rate: 10, burst: 20, daily: 10_000 },
    routes: Object.fromEntries(routes),
  };
}

/** The most routes that a declaration of this shape may have. */
function most(rolesOf: (index: number) => readonly [Role]): number {
  let count = 1;
  try {
    for (; count < 1_000; count++) jwtRoleTable(behindJwt(count + 1, rolesOf));
  } catch (error) {
    expect(error).toMatchObject({ code: "AUTHORIZER_ANSWER_TOO_LARGE" });
  }
  return count;
}

describe("the table of the JWT authorizer", () => {
  test("each role has its methods", () => {
    const table = JSON.parse(jwtRoleTable(behindJwt(2, (index) => [index === 0 ? "user" : "admin"])));
    expect(table).toEqual({
      roles: {
        admin: { allow: ["GET/partner/resource-1"], deny: [] },
        user: { allow: ["GET/partner/resource-0"], deny: [] },
      },
    });
  });

  test("more methods than a response has room for are refused at synth", () => {
    const refused = () => jwtRoleTable(behindJwt(200, () => ["admin"]));
    expect(refused).toThrow(DeclarationError);
    expect(refused).toThrow(/The 200 methods behind the lock "jwt" may take \d+ bytes .* room for 7168/);
  });

  test("the roles that one caller may have together count together", () => {
    const together = most((index) => [index % 2 === 0 ? "admin" : "user"]);
    expect(together).toBe(most(() => ["admin"]));
  });

  test("what passes at synth, the authorizer answers, even for a caller with long names in the longest ARN", () => {
    const access = behindJwt(
      most(() => ["admin"]),
      () => ["admin"],
    );
    const answer = answersFrom(parseRoleTable(jwtRoleTable(access)));
    const stage = "arn:aws-us-gov:execute-api:us-gov-east-1:123456789012:a1b2c3d4e5/prod/";
    const caller = {
      subject: "s".repeat(128),
      username: "u".repeat(128),
      scope: "openid profile email",
      roles: ["admin", "user"],
      issuer: "https://issuer.example",
      expires: 0,
    };
    expect(answer(caller, stage).policyDocument.Statement).toHaveLength(1);
  });
});
