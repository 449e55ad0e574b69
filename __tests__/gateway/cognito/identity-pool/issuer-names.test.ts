import { type RunningGate, runGate } from "../../gates";
import { forged, resigned, type SignedIn, signIn } from "../../people";
import { POOL, PROVIDER } from "../../petstore/names";
import { ask, getId } from "./pool-answers";

/** The two names of a user pool's issuer: Cognito's, and the gate's own address. */

describe("where the gate's address is the issuer", () => {
  let running: RunningGate;
  let alice: SignedIn;
  let names: readonly string[];

  beforeAll(async () => {
    running = await runGate(undefined, { issuer: "endpoint" });
    alice = await signIn(running, "alice");
    names = [PROVIDER, `${running.gate.description.endpoint.replace("http://", "")}/${POOL}`];
  });

  afterAll(() => running?.stop());

  const credentialsBy = async (token: string, [first, second]: readonly string[]) => {
    const { json } = await getId(running, alice.idToken, first);
    const Logins = { [second ?? ""]: token };
    return ask(running, "GetCredentialsForIdentity", { IdentityId: json.IdentityId, Logins });
  };

  test("Cognito's name of the user pool and the token's issuer name the same identity", async () => {
    const ids = await Promise.all(
      names.map(async (name) => (await getId(running, alice.idToken, name)).json.IdentityId),
    );
    expect(ids[0]).toMatch(/^us-east-1:/);
    expect(ids[1]).toBe(ids[0]);
  });

  test.each([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ])("credentials are given by either name: %i, then %i", async (first, second) => {
    const { json } = await credentialsBy(alice.idToken, [names[first] ?? "", names[second] ?? ""]);
    expect(json.Credentials).toBeDefined();
  });

  test.each([
    ["a token of another signer", () => forged(alice.idToken), "Couldn't verify signed token."],
    [
      "a token that names Cognito as issuer",
      () => resigned(running, alice.idToken, { iss: `https://${PROVIDER}` }),
      "Issuer doesn't match providerName",
    ],
    [
      "a token that names another user pool of this address as issuer",
      () =>
        resigned(running, alice.idToken, { iss: `${running.gate.description.endpoint}/us-east-1_Other0000` }),
      "Issuer doesn't match providerName",
    ],
  ])("%s gets no credentials by either name", async (_name, token, message) => {
    for (const name of names) {
      const { json } = await credentialsBy(token(), [name, name]);
      expect(json).toEqual({
        __type: "NotAuthorizedException",
        message: `Invalid login token. ${message}`,
      });
    }
  });

  test.each([
    ["another user pool's name", "cognito-idp.us-east-1.amazonaws.com/us-east-1_Other0000"],
    ["another host's name", `127.0.0.1:1/${POOL}`],
  ])("the token gets no credentials by %s", async (_name, name) => {
    const { json } = await credentialsBy(alice.idToken, [PROVIDER, name]);
    expect(json.__type).toBe("NotAuthorizedException");
  });
});
