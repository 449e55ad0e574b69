import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import { forged, resigned, signIn } from "../../people";
import { IDENTITY_POOL, PROVIDER, roleArn } from "../../petstore/names";
import { sts } from "../../sts/sts-gate";
import { alice, as, DEVELOPER, lookUp, OPEN_ID, running, signed, tokenFor } from "./developer-gate";
import { ask, credentialsOf, idOf, type Json, poolLogin, statusWith } from "./pool-client";

/** Users of an identity pool whom a backend signs in. */

describe("a user of a backend", () => {
  test("gets a token, and with it credentials that the API takes", async () => {
    const { id, token } = await tokenFor("dora");
    expect(unverifiedClaims(token)).toMatchObject({
      iss: `https://${OPEN_ID}`,
      aud: IDENTITY_POOL,
      sub: id,
      amr: ["authenticated", DEVELOPER, `${DEVELOPER}:${IDENTITY_POOL}:dora`],
    });
    const answer = await credentialsOf(running, id, { [OPEN_ID]: token });
    expect(await statusWith(running, answer, "/dev/pets")).toBe(200);
    expect(await statusWith(running, answer, "/dev/pets", "POST")).toBe(403);
  });

  test("has the same identity each time, and another one than other users", async () => {
    const ids = [];
    for (const user of ["ed", "ed", "Ed", "fay"]) ids.push((await tokenFor(user)).id);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  test("has a token for as long, and with the tags, as the backend says", async () => {
    const { token } = await tokenFor("gil", { TokenDuration: 60, PrincipalTags: { team: "blue" } });
    const claims = unverifiedClaims(token) ?? {};
    expect(Number(claims.exp) - Number(claims.iat)).toBe(60);
    expect(claims["https://aws.amazon.com/tags"]).toEqual({ principal_tags: { team: ["blue"] } });
  });

  test("joins an identity that the backend names, which a user of the pool may have", async () => {
    const login = poolLogin(alice.idToken);
    const own = await idOf(running, login);
    expect((await tokenFor("alice-at-home", { IdentityId: own })).id).toBe(own);
    expect((await signed("DescribeIdentity", { IdentityId: own })).Logins).toEqual([PROVIDER, DEVELOPER]);
    expect((await credentialsOf(running, own, login)).IdentityId).toBe(own);
    const { id } = await tokenFor("hal");
    const taken = await signed("GetOpenIdTokenForDeveloperIdentity", { ...as("hal"), IdentityId: own });
    expect(taken.__type).toBe("DeveloperUserAlreadyRegisteredException");
    expect((await lookUp({ DeveloperUserIdentifier: "hal" })).IdentityId).toBe(id);
  });

  test("gets no role by the classic flow of a pool that has it off", async () => {
    const { token } = await tokenFor("ida");
    const answer = await sts(running, "AssumeRoleWithWebIdentity", {
      RoleArn: roleArn("developer"),
      RoleSessionName: "ida",
      WebIdentityToken: token,
    });
    expect(answer.element("Code")).toBe("AccessDenied");
  });
});

describe("no credentials with", () => {
  test.each<[string, (token: string, id: string) => Promise<Json>]>([
    [
      "a token of another identity",
      async (token) => credentialsOf(running, (await tokenFor("other")).id, { [OPEN_ID]: token }),
    ],
    ["a forged token", (token, id) => credentialsOf(running, id, { [OPEN_ID]: forged(token) })],
    [
      "an expired token",
      (token, id) => credentialsOf(running, id, { [OPEN_ID]: resigned(running, token, { exp: 1 }) }),
    ],
    [
      "a token of another pool",
      (token, id) =>
        credentialsOf(running, id, { [OPEN_ID]: resigned(running, token, { aud: "us-east-1:x" }) }),
    ],
    [
      "a token of another provider",
      (token, id) =>
        credentialsOf(running, id, {
          [OPEN_ID]: resigned(running, token, { amr: ["authenticated", "x", `x:${IDENTITY_POOL}:jo`] }),
        }),
    ],
    [
      "a token of a guest",
      (token, id) =>
        credentialsOf(running, id, { [OPEN_ID]: resigned(running, token, { amr: ["unauthenticated"] }) }),
    ],
    ["the user's name as login", (_token, id) => credentialsOf(running, id, { [DEVELOPER]: "jo" })],
    ["no login", (_token, id) => credentialsOf(running, id)],
    [
      "a user pool's token under the pool's own name",
      (_token, id) => credentialsOf(running, id, { [OPEN_ID]: alice.idToken }),
    ],
  ])("%s", async (_name, attempt) => {
    const { id, token } = await tokenFor("jo");
    const answer = await attempt(token, id);
    expect(answer.__type).toBe("NotAuthorizedException");
    expect(answer).not.toHaveProperty("Credentials");
  });

  test("a token of a user who was unlinked since", async () => {
    const { id, token } = await tokenFor("kim");
    const unlink = { IdentityId: id, DeveloperProviderName: DEVELOPER, DeveloperUserIdentifier: "kim" };
    expect(await signed("UnlinkDeveloperIdentity", unlink)).toEqual({});
    expect((await credentialsOf(running, id, { [OPEN_ID]: token })).__type).toBe("NotAuthorizedException");
    expect((await credentialsOf(running, id)).message).toBe(`Access to Identity '${id}' is forbidden.`);
    expect((await tokenFor("kim")).id).not.toBe(id);
  });
});

describe("UnlinkIdentity", () => {
  test("takes a login from an identity, for who has one of its logins", async () => {
    const login = poolLogin((await signIn(running, "bob")).idToken);
    const id = await idOf(running, login);
    const unlink = { IdentityId: id, LoginsToRemove: [PROVIDER] };
    expect(
      (await ask(running, "UnlinkIdentity", { ...unlink, Logins: poolLogin(alice.idToken) })).__type,
    ).toBe("NotAuthorizedException");
    expect((await ask(running, "UnlinkIdentity", unlink)).__type).toBe("NotAuthorizedException");
    expect(await ask(running, "UnlinkIdentity", { ...unlink, Logins: login })).toEqual({});
    expect(await idOf(running, login)).not.toBe(id);
  });
});
