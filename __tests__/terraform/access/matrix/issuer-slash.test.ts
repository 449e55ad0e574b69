import { cellAt, httpShop, LOCKED } from "../../build/http-shop";
import type { Resources } from "../../build/people";

/** An authorizer that names an issuer with a slash at its end, or without the one that tokens have. */

const authorizers = (people: string, login: string): Resources => ({
  aws_apigatewayv2_authorizer: {
    people: {
      jwt_configuration: { issuer: people, audience: ["${aws_cognito_user_pool_client.app.id}"] },
    },
    login: { jwt_configuration: { issuer: login, audience: ["shop"] } },
  },
});
const POOL = "https://${aws_cognito_user_pool.people.endpoint}";
const OTHER = "https://login.example.com";
const routes = { "GET /people": LOCKED.people, "GET /login": LOCKED.login };

test.each(["signed-in", "group:user"])("whether %s may call is not known", (principal) => {
  const { decision, reason } = cellAt(
    httpShop(routes, authorizers(`${POOL}/`, OTHER)),
    "GET /people",
    principal,
  );
  expect([decision, reason]).toEqual(["unknown", expect.stringContaining("differs by the slash at the end")]);
});

test("an issuer that is written alike lets its users in", () => {
  expect(cellAt(httpShop(routes, authorizers(POOL, OTHER)), "GET /people", "signed-in").decision).toBe(
    "allow",
  );
});

test("of two issuers that differ by a slash, each may be the other", () => {
  const model = httpShop(routes, authorizers(`${OTHER}/`, OTHER));
  const decisionOf = (route: string, issuer: string) => cellAt(model, route, `token:${issuer}`).decision;
  expect(decisionOf("GET /people", "login.example.com/")).toBe("allow");
  expect(decisionOf("GET /people", "login.example.com")).toBe("unknown");
  expect(decisionOf("GET /login", "login.example.com/")).toBe("unknown");
});
