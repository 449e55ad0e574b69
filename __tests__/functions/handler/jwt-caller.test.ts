import { callerOf } from "../../../functions/handler/caller";
import { asAccessToken, asUser, payload1, payload2, type Sent } from "../support/events";

describe("the caller whom a JWT authorizer let in", () => {
  const issuer = "https://issuer.example/";
  const evil = "https://issuer.example/cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc";
  const id = asUser("alice-1");

  it.each<[string, Sent]>([
    ["the access token of a person", { authorizer: asAccessToken({ sub: "alice-1", username: "alice" }) }],
    ["the access token of a program", { authorizer: asAccessToken({ sub: "client-7" }) }],
    [
      "a token that does not say what it is for",
      { authorizer: { claims: { ...id.claims, token_use: undefined } } },
    ],
    ["a token without an issuer", { authorizer: { claims: { ...id.claims, iss: undefined } } }],
    ["another issuer's token", { authorizer: { claims: { ...id.claims, iss: issuer } } }],
    ["a token of an issuer that looks like a pool", { authorizer: { claims: { ...id.claims, iss: evil } } }],
  ])("is undefined where the route asks for no scope, from %s", (_, sent) => {
    expect(callerOf(payload1("GET /account", sent))).toBeUndefined();
    expect(callerOf(payload2("GET /account", sent))).toBeUndefined();
  });

  it("is undefined where the list of scopes is empty", () => {
    const event = payload2("GET /account", {
      authorizer: asAccessToken({ sub: "alice-1", username: "alice" }),
    });
    Object.assign((event.requestContext as never as { authorizer: { jwt: object } }).authorizer.jwt, {
      scopes: [],
    });
    expect(callerOf(event)).toBeUndefined();
  });

  it("is undefined where the token has a scope and names no issuer", () => {
    for (const iss of [undefined, ""]) {
      const sent = { authorizer: { claims: { iss, sub: "shop-1", scope: "user" } } };
      expect(callerOf(payload1("GET /partner/pets", sent))).toBeUndefined();
      expect(callerOf(payload2("GET /partner/pets", sent))).toBeUndefined();
    }
  });

  it.each([issuer, evil])(
    "is a user of %s by a token of it that has a scope, and none of the pool",
    (iss) => {
      const sent = { authorizer: { claims: { iss, sub: "shop-1", scope: "user", token_use: "id" } } };
      const partner = { kind: "user", id: "shop-1", via: "jwt" };
      expect(callerOf(payload1("GET /partner/pets", sent))).toEqual(partner);
      expect(callerOf(payload2("GET /partner/pets", sent))).toEqual(partner);
    },
  );
});

describe("the caller whom a JWT authorizer let in with a token of a user pool", () => {
  const person = { sub: "alice-1", username: "alice", scope: "petstore/user" };
  const of = (form: typeof payload1 | typeof payload2, iss: string, claims: Record<string, string>) =>
    callerOf(form("GET /pets", { authorizer: { claims: { ...asAccessToken(claims).claims, iss } } }));

  it.each([
    "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
    "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
    "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_abc",
    "https://cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_abc",
    "https://issuer-cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_abc",
  ])("is a user of the pool or a program, from %s", (iss) => {
    for (const form of [payload1, payload2]) {
      expect(of(form, iss, person)).toEqual({ kind: "user", id: "alice-1", via: "pool" });
      expect(of(form, iss, { sub: "client-7", scope: "petstore/user" })).toEqual({
        kind: "system",
        id: "client-7",
      });
      expect(of(form, iss, { sub: "client-7" })).toBeUndefined();
    }
  });

  it.each([
    "https://cognito-idp-fips.us-east-1.amazonaws.com/us-east-1_abc",
    "https://COGNITO-IDP.eu-west-1.amazonaws.com/eu-west-1_abc",
    "https://x@cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
    "https://cognito-idp.eu-west-1.amazonaws.com:443/eu-west-1_abc",
    "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc/",
    "https://cognito-idp.us-iso-east-1.c2s.ic.gov/us-iso-east-1_abc",
    "https://cognito-idp.eu-west-1.api.aws/eu-west-1_abc",
    "https://cognito-idp.eu-west-1.amazonaws.com.evil.example/eu-west-1_abc",
    "http://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
    "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
  ])("is undefined, from what could be a pool's issuer: %s", (iss) => {
    for (const form of [payload1, payload2]) {
      expect(of(form, iss, person)).toBeUndefined();
      expect(of(form, iss, { sub: "client-7", scope: "petstore/user" })).toBeUndefined();
    }
  });
});
