import {
  AUTHORIZATION_BY,
  AUTHORIZATIONS,
  authorizersOf,
  HTTP_AUTHORIZATIONS,
  LOCKS,
} from "../../../../../terraform/access/decide/locks";

/** What the reader and the matrix need to know of each kind of authorization. */
test.each([
  ["NONE", { label: "none", scoped: false, credentials: "none" }, []],
  ["AWS_IAM", { label: "iam", scoped: false, credentials: "iam-signature" }, []],
  ["CUSTOM", { label: "lambda", scoped: false, credentials: "lambda-authorizer" }, ["TOKEN", "REQUEST"]],
  [
    "COGNITO_USER_POOLS",
    { label: "cognito", scoped: true, credentials: "user-pool-token" },
    ["COGNITO_USER_POOLS"],
  ],
  ["JWT", { label: "jwt", scoped: true, credentials: "issuer-token" }, ["JWT"]],
] as const)("%s: %j, with authorizers of the types %j", (authorization, facts, types) => {
  expect(LOCKS[authorization]).toMatchObject(facts);
  expect(authorizersOf(authorization)).toEqual(types);
  for (const type of types) expect(AUTHORIZATION_BY[type]).toBe(authorization);
});

test("these are all kinds of authorization", () => {
  expect([...AUTHORIZATIONS].sort()).toEqual(["AWS_IAM", "COGNITO_USER_POOLS", "CUSTOM", "NONE"]);
  expect([...HTTP_AUTHORIZATIONS].sort()).toEqual(["AWS_IAM", "CUSTOM", "JWT", "NONE"]);
});
