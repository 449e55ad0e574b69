import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { auditor, httpShop, LOCKED } from "../../build/http-shop";
import { merged } from "../../build/people";
import { allow, deny, policy, shop } from "../../build/shop";

const iam = { authorization: "AWS_IAM" };
const told = (routes: readonly string[], ...statements: readonly object[]) =>
  accessMatrix(
    shop(Object.fromEntries(routes.map((route) => [route, iam])), policy(...statements)),
  ).notes.map(({ address, message }) => `${address}: ${message}`);

test("a Deny by path is noted where a parameter's route answers its other spellings", () => {
  expect(told(["GET /files/{proxy+}"], allow("GET/files/*"), deny("*/files/secret/*"))).toEqual([
    "shop/aws_iam_role_policy.user: it denies GET /files/secret/* by path, and GET /files/{proxy+} also answers other " +
      "spellings, such as /files/%73ecret/x: the local gate refuses them, AWS does not document whether it does",
  ]);
});

test("so is one of a literal beside a parameter, with how many more there are", () => {
  const [note, ...others] = told(
    ["GET /pets/{petId}", "GET /pets/export", "GET /pets/import"],
    allow("GET/pets/*"),
    deny(["GET/pets/export", "GET/pets/import"]),
  );
  expect(note).toMatch("it denies GET /pets/export and 1 more by path, and GET /pets/{petId} also answers");
  expect(others).toEqual([]);
});

test.each([
  ["without a parameter", ["GET /pets/export"], deny("GET/pets/export")],
  ["a whole verb", ["DELETE /pets/{petId}"], deny("DELETE/*")],
  ["the whole stage", ["GET /pets/{petId}"], deny("*/*")],
  ["another verb", ["GET /pets/{petId}"], deny("POST/pets/export")],
  [
    "another action",
    ["GET /pets/{petId}"],
    deny("GET/pets/export", { Action: "execute-api:InvalidateCache" }),
  ],
  ["an Allow", ["GET /pets/{petId}"], allow("GET/pets/export")],
])("there is no note for %s", (_name, routes, statement) => {
  expect(told(routes, statement)).toEqual([]);
});

test("a role table's Deny is noted at its function", () => {
  const model = shop({ "GET /pets/{petId}": iam });
  const roleTables = {
    "shop/aws_lambda_function.fn": { user: { allow: ["GET/pets/*"], deny: ["GET/pets/export"] } },
  };
  expect(accessMatrix(model, { roleTables, tokenScopes: [] }).notes).toEqual([
    {
      address: "shop/aws_lambda_function.fn",
      message: expect.stringContaining("it denies GET /pets/export by path"),
    },
  ]);
});

test("a Deny by path is noted at an HTTP API, too", () => {
  const denied = {
    Effect: "Deny",
    Action: "execute-api:Invoke",
    Resource: "${aws_apigatewayv2_api.shop.execution_arn}/*/GET/files/secret",
  };
  const resources = merged(auditor("shop", "*/GET/files/*"), {
    aws_iam_role_policy: {
      denied: {
        name: "denied",
        role: "${aws_iam_role.auditor.name}",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [denied] }),
      },
    },
  });
  const { notes } = accessMatrix(httpShop({ "GET /files/{id}": LOCKED.iam }, resources));
  expect(notes).toEqual([
    {
      address: "shop/aws_iam_role_policy.denied",
      message: expect.stringContaining(
        "it denies GET /files/secret by path, and GET /files/{id} also answers other spellings, such as /files/%73ecret",
      ),
    },
  ]);
});
