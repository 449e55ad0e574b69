/** A caller who is several principals: a user in several groups, a token that names several roles. */

import type { Evidence } from "../../../../terraform/access/matrix/evidence";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../../../terraform/model";
import { mapping, type Resources, text, trust } from "../../build/people";
import { allow, policy, shop, stageArn } from "../../build/shop";

const iam = { authorization: "AWS_IAM" };
const pool = "${aws_cognito_user_pool.people.id}";

/** A further group `clerk` with a role that may `POST /pets`. */
function clerk(group: object = {}): Resources {
  return {
    aws_cognito_user_group: {
      clerk: { name: "clerk", user_pool_id: pool, role_arn: "${aws_iam_role.clerk.arn}", ...group },
    },
    aws_iam_role: { clerk: { name: "clerk", assume_role_policy: trust() } },
    aws_iam_role_policy: {
      user: policy(allow("GET/pets")).aws_iam_role_policy?.user ?? {},
      clerk: {
        name: "p",
        role: "${aws_iam_role.clerk.name}",
        policy: text([{ Effect: "Allow", Action: "execute-api:Invoke", Resource: `${stageArn}/POST/pets` }]),
      },
    },
  };
}

function cells(model: ApiModel, who: readonly string[], evidence?: Evidence): string[] {
  const { principals, routes } = accessMatrix(model, evidence, { also: [who] });
  expect(principals.at(-1)).toBe(who.join(","));
  return routes.map(({ cells: all, method, path }) => `${method} ${path}: ${all.at(-1)?.decision}`);
}

const signed = { "GET /pets": iam, "POST /pets": iam, "DELETE /pets": iam };

test("a user in two groups may use the roles of both, whatever their precedence", () => {
  const both = ["GET /pets: allow", "POST /pets: allow", "DELETE /pets: deny"];
  for (const precedence of [{}, { precedence: 1 }])
    expect(cells(shop(signed, clerk(precedence)), ["group:user", "group:clerk"])).toEqual(both);
  expect(cells(shop(signed, clerk()), ["group:clerk"])).toEqual([
    "GET /pets: deny",
    "POST /pets: allow",
    "DELETE /pets: deny",
  ]);
});

test("a user in two groups with the lowest precedence gets the pool's role too, as none is preferred", () => {
  const fallback = {
    aws_cognito_identity_pool_roles_attachment: {
      people: {
        roles: { authenticated: "${aws_iam_role.anyone.arn}" },
        role_mapping: [mapping({ type: "Token", ambiguous_role_resolution: "AuthenticatedRole" })],
      },
    },
    aws_iam_role: {
      ...clerk().aws_iam_role,
      anyone: { name: "anyone", assume_role_policy: trust() },
    },
    aws_iam_role_policy: {
      ...clerk().aws_iam_role_policy,
      anyone: {
        name: "p",
        role: "${aws_iam_role.anyone.name}",
        policy: text([
          { Effect: "Allow", Action: "execute-api:Invoke", Resource: `${stageArn}/DELETE/pets` },
        ]),
      },
    },
  };
  const of = (precedence: object) => shop(signed, { ...clerk(precedence), ...fallback });
  expect(cells(of({}), ["group:user", "group:clerk"])).toContain("DELETE /pets: allow");
  expect(cells(of({ precedence: 1 }), ["group:user", "group:clerk"])).toContain("DELETE /pets: deny");
});

test("a token with two roles opens what either of them opens", () => {
  const methods = ["GET /a", "GET /b", "GET /c"].map(
    (route) =>
      [route, { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" }] as const,
  );
  const roleTables = {
    "shop/aws_lambda_function.authorizer": {
      a: { allow: ["GET/a"], deny: [] },
      b: { allow: ["GET/b"], deny: [] },
    },
  };
  expect(
    cells(shop(Object.fromEntries(methods)), ["jwt:a", "jwt:b"], { roleTables, tokenScopes: [] }),
  ).toEqual(["GET /a: allow", "GET /b: allow", "GET /c: deny"]);
});

test.each([
  ["a group and a role of a token", ["group:user", "jwt:a"]],
  ["a group and an anonymous caller", ["group:user", "anonymous"]],
])("%s are no caller", (_, who) => {
  const model = shop(signed, clerk());
  expect(accessMatrix(model, undefined, { also: [who] }).principals).toEqual(accessMatrix(model).principals);
});
