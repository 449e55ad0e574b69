import { generateKeyPairSync } from "node:crypto";
import { refusal } from "../pool-gate";
import { signingIn } from "../signing-in";
import { assert, type Credential, type Lies } from "./authenticator";
import { anHourLater, asked, gate, registered } from "./passkey-gate";

/** Sign-ins with a passkey that are refused. Source: Web Authentication Level 3, section 7.2. */

describe("a sign-in is refused", () => {
  const wrong = "NotAuthorizedException: The passkey is not valid for the user.";
  let dave: Credential;
  let mallory: Credential;
  beforeAll(async () => {
    dave = await registered("dave");
    mallory = await registered("alice");
  });
  beforeEach(anHourLater);

  const { privateKey: otherKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  test.each<[string, Lies]>([
    ["another challenge", { challenge: "AAAA" }],
    ["another origin", { origin: "https://evil.example" }],
    ["a frame of another origin", { crossOrigin: true }],
    ["another relying party", { rpId: "evil.example" }],
    ["a registration's type", { type: "webauthn.create" }],
    ["nobody present", { flags: 0 }],
    ["a counter that stays", { counter: 1 }],
    ["a counter that goes back", { counter: 0 }],
    ["another key", { key: otherKey }],
    ["an id that nobody has", { id: "AAAA" }],
    ["another user's handle", { userHandle: "AAAA" }],
  ])("with %s", async (_, lies) => {
    const { answer, options } = await asked("dave");
    expect(await refusal(answer(assert(options, dave, lies)))).toBe(wrong);
  });

  test("with the passkey of another user", async () => {
    const { answer, options } = await asked("dave");
    expect(await refusal(answer(assert(options, mallory)))).toBe(wrong);
    const own = assert(options, mallory, { id: dave.id, userHandle: dave.userHandle });
    expect(await refusal(answer(own))).toBe(wrong);
  });

  test("where the session is of another user", async () => {
    const { answer, options } = await asked("dave");
    const call = answer(assert(options, dave), "alice");
    expect(await refusal(call)).toBe("NotAuthorizedException: Invalid session for the user.");
  });

  test("with what was answered before", async () => {
    const { answer, options } = await asked("dave");
    const first = assert(options, dave);
    expect((await answer(first)).AuthenticationResult).toBeDefined();
    expect(await refusal(answer(first))).toBe("NotAuthorizedException: Invalid session for the user.");
    const again = await asked("dave");
    expect(await refusal(again.answer(first))).toBe(wrong);
  });

  test("twice at the same count, at the same time", async () => {
    const [one, two] = [await asked("dave"), await asked("dave")];
    const counter = dave.counter + 1;
    const results = await Promise.allSettled([
      one.answer(assert(one.options, dave, { counter })),
      two.answer(assert(two.options, dave, { counter })),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("without JSON", async () => {
    const { Session } = await signingIn(gate, "c").initiate("USER_AUTH", {
      USERNAME: "dave",
      PREFERRED_CHALLENGE: "WEB_AUTHN",
    });
    const call = signingIn(gate, "c").respond("WEB_AUTHN", { USERNAME: "dave", CREDENTIAL: "{", Session });
    expect(await refusal(call)).toBe("InvalidParameterException: CREDENTIAL is not JSON.");
  });
});
