import {
  DeleteWebAuthnCredentialCommand,
  GetUserAuthFactorsCommand,
  ListWebAuthnCredentialsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type PoolGate, refusal } from "../pool-gate";
import { signingIn } from "../signing-in";
import { assert, type Lies, register } from "./authenticator";
import { asked, complete, gate, passkeyGate, registered, start, tokenOf, webAuthn } from "./passkey-gate";

/**
 * Passkeys. Source: API reference, StartWebAuthnRegistration, CompleteWebAuthnRegistration, ListWebAuthnCredentials,
 * DeleteWebAuthnCredential and RespondToAuthChallenge; the AWS CLI's examples of them; Web Authentication Level 3, sections
 * 7.1 and 7.2, which say what a relying party must refuse.
 */

let required: PoolGate;
let off: PoolGate;
let unnamed: PoolGate;
beforeAll(async () => {
  required = await passkeyGate({ webAuthn: { ...webAuthn, userVerification: "required" } });
  off = await passkeyGate({ webAuthn }, { firstFactors: ["PASSWORD"] });
  unnamed = await passkeyGate({});
});
afterAll(() => Promise.all([required, off, unnamed].map((each) => each?.stop())));

test("a user registers a passkey, signs in with it, and removes it", async () => {
  const AccessToken = await tokenOf("alice");
  const factors = async () => {
    const { ConfiguredUserAuthFactors } = await gate.sdk.send(new GetUserAuthFactorsCommand({ AccessToken }));
    return ConfiguredUserAuthFactors;
  };
  expect(await factors()).toEqual(["PASSWORD"]);
  const options = await start(AccessToken);
  expect(options).toMatchObject({
    rp: { id: "localhost" },
    user: { name: "alice" },
    pubKeyCredParams: [
      { type: "public-key", alg: -7 },
      { type: "public-key", alg: -257 },
    ],
    excludeCredentials: [],
    authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
  });
  const { credential, response } = register(options);
  await complete(AccessToken, response);
  expect(await factors()).toEqual(["PASSWORD", "WEB_AUTHN"]);

  const { answer, options: request } = await asked("alice");
  expect(request).toMatchObject({ rpId: "localhost", allowCredentials: [{ id: credential.id }] });
  expect((await answer(assert(request, credential))).AuthenticationResult?.TokenType).toBe("Bearer");

  const { Credentials } = await gate.sdk.send(new ListWebAuthnCredentialsCommand({ AccessToken }));
  expect(Credentials).toEqual([
    {
      CredentialId: credential.id,
      FriendlyCredentialName: "Passkey",
      RelyingPartyId: "localhost",
      AuthenticatorAttachment: "platform",
      AuthenticatorTransports: ["internal"],
      CreatedAt: expect.any(Date),
    },
  ]);
  const remove = () =>
    gate.sdk.send(new DeleteWebAuthnCredentialCommand({ AccessToken, CredentialId: credential.id }));
  await remove();
  expect(await refusal(remove())).toMatch("ResourceNotFoundException: ");
  const { AvailableChallenges } = await signingIn(gate, "c").initiate("USER_AUTH", { USERNAME: "alice" });
  expect(AvailableChallenges).toEqual(["PASSWORD", "PASSWORD_SRP"]);
});

test("the start says of which relying party passkeys are", () => {
  const said = (of: PoolGate) => of.lines.filter((line) => line.includes("passkeys are of"));
  expect(said(gate)).toEqual([
    "Differs here: identity/aws_cognito_user_pool.pool: passkeys are of localhost here, not of example.com",
  ]);
  expect(said(off)).toEqual([]);
});

test.each<[string, () => PoolGate, string]>([
  ["the pool begins with no passkey", () => off, "WebAuthnNotEnabledException"],
  ["there is no relying party", () => unnamed, "WebAuthnConfigurationMissingException"],
])("no registration where %s", async (_, of, exception) => {
  const AccessToken = await tokenOf("bob", { of: of() });
  expect(await refusal(start(AccessToken, of()))).toMatch(`${exception}: `);
});

const certificate = new Map([["x5c", new Uint8Array(3)]]);

test.each<[string, Lies, string]>([
  ["another challenge", { challenge: "AAAA" }, "WebAuthnChallengeNotFoundException"],
  ["another origin", { origin: "https://evil.example" }, "WebAuthnOriginNotAllowedException"],
  ["an origin that begins alike", { origin: "http://localhost.evil" }, "WebAuthnOriginNotAllowedException"],
  ["an origin that ends alike", { origin: "http://notlocalhost" }, "WebAuthnOriginNotAllowedException"],
  ["a frame of another origin", { crossOrigin: true }, "WebAuthnOriginNotAllowedException"],
  ["another relying party", { rpId: "evil.example" }, "WebAuthnRelyingPartyMismatchException"],
  ["an assertion's type", { type: "webauthn.get" }, "WebAuthnCredentialNotSupportedException"],
  ["nobody present", { flags: 0 }, "WebAuthnCredentialNotSupportedException"],
  ["an unknown algorithm", { alg: -999 }, "WebAuthnCredentialNotSupportedException"],
  ["an algorithm that was not asked for", { alg: -8 }, "WebAuthnCredentialNotSupportedException"],
  ["an unknown format", { format: "evil" }, "WebAuthnCredentialNotSupportedException"],
  ["certificates", { format: "packed", statement: certificate }, "WebAuthnCredentialNotSupportedException"],
  ["a statement of its own", { statement: new Map([["sig", 1]]) }, "WebAuthnCredentialNotSupportedException"],
  ["another id than the signed one", { id: "AAAA" }, "WebAuthnCredentialNotSupportedException"],
])("a registration with %s is refused", async (_, lies, exception) => {
  const AccessToken = await tokenOf("bob");
  const { response } = register(await start(AccessToken), lies);
  expect(await refusal(complete(AccessToken, response))).toMatch(`${exception}: `);
  const { Credentials } = await gate.sdk.send(new ListWebAuthnCredentialsCommand({ AccessToken }));
  expect(Credentials).toEqual([]);
});

test("a registration is answered once, by the client that began it, and by its own user", async () => {
  const AccessToken = await tokenOf("bob");
  const missing = "WebAuthnChallengeNotFoundException: There is no challenge, or it has expired.";
  const { response } = register(await start(AccessToken));
  expect(await refusal(complete(await tokenOf("carol"), response))).toBe(missing);
  expect(await refusal(complete(await tokenOf("bob", { client: "other" }), response))).toMatch(
    "WebAuthnClientMismatchException: ",
  );
  await complete(AccessToken, response);
  expect(await refusal(complete(AccessToken, response))).toBe(missing);
  const wrong = register(await start(AccessToken), { challenge: "AAAA" });
  await refusal(complete(AccessToken, wrong.response));
  expect(await refusal(complete(AccessToken, wrong.response))).toBe(missing);
});

test("the passkey of another user cannot be registered again", async () => {
  const { id, key } = await registered("carol");
  const AccessToken = await tokenOf("bob");
  const { response } = register(await start(AccessToken), { id, key });
  expect(await refusal(complete(AccessToken, response))).toBe(
    "WebAuthnCredentialNotSupportedException: The credential is registered already.",
  );
});

test.each(["text", {}, { id: "AAAA", type: "public-key" }])(
  "what is no credential is refused: %j",
  async (Credential) => {
    const AccessToken = await tokenOf("bob");
    await start(AccessToken);
    const call = complete(AccessToken, Credential as never);
    expect(await refusal(call)).toBe("InvalidParameterException: The credential is not one of a passkey.");
  },
);

test("where the pool requires it, the authenticator must have verified its user", async () => {
  const present = { flags: 0x01 };
  const AccessToken = await tokenOf("bob", { of: required });
  const { response } = register(await start(AccessToken, required), present);
  expect(await refusal(complete(AccessToken, response, required))).toMatch(
    "WebAuthnCredentialNotSupportedException: ",
  );
  const credential = await registered("bob", required);
  const { answer, options } = await asked("bob", required);
  expect(options).toMatchObject({ userVerification: "required" });
  expect(await refusal(answer(assert(options, credential, present)))).toMatch("NotAuthorizedException: ");
  expect((await answer(assert(options, credential))).AuthenticationResult).toBeDefined();
});
