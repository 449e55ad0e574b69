import { GetTokensFromRefreshTokenCommand } from "@aws-sdk/client-cognito-identity-provider";
import { totpCode } from "../../../../gateway/cognito/totp";
import { poolSettings } from "../../../terraform/build/user-pool";
import { type PoolGate, poolGate } from "./pool-gate";
import { signingIn } from "./signing-in";

/** Many calls at once: what works once, works once, and what is counted, is counted. */

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

let gate: PoolGate;
beforeAll(async () => {
  gate = await poolGate(
    {
      clients: {
        c: { settings: { hidesUserExistence: true } },
        rotating: {
          explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
          settings: { rotation: { retryGraceSeconds: 0 } },
        },
      },
      settings: { mfa: { ...poolSettings.mfa, mode: "OPTIONAL", softwareToken: true } },
      withoutTrigger: true,
    },
    {
      // The lock after the fifth failure holds for a second.
      now: () => new Date(1_900_000_000_000),
      users: () => ({ users: [{ username: "bob" }, { username: "totp", totp: SECRET }], where: "users" }),
    },
  );
});
afterAll(() => gate?.stop());

const CALLS = 20;

/** How often each outcome came. */
async function outcomes(call: () => Promise<unknown>): Promise<Record<string, number>> {
  const names = await Promise.all(
    Array.from({ length: CALLS }, () =>
      call().then(
        () => "done",
        ({ message, name }: Error) => (name === "NotAuthorizedException" ? message : name),
      ),
    ),
  );
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

test.each(["bob", "nobody"])("of many wrong passwords for %s at once, five are tried", async (name) => {
  expect(await outcomes(() => signingIn(gate, "c").password(name, "wrong"))).toEqual({
    "Incorrect username or password.": 5,
    "Password attempts exceeded": CALLS - 5,
  });
});

test("a session and a code are used once", async () => {
  const { password, respond } = signingIn(gate, "c");
  const { Session } = await password("totp");
  const code = totpCode(SECRET, new Date(1_900_000_000_000));
  const answer = { USERNAME: "totp", SOFTWARE_TOKEN_MFA_CODE: code, Session };
  const { done, ...others } = await outcomes(() => respond("SOFTWARE_TOKEN_MFA", answer));
  expect(done).toBe(1);
  expect(Object.keys(others)).toEqual(["Invalid session for the user."]);
});

test("a refresh token without grace is used once", async () => {
  const gateClient = signingIn(gate, "rotating");
  const { ChallengeName, Session } = await gateClient.password("totp");
  expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  const { AuthenticationResult } = await gateClient.respond("SOFTWARE_TOKEN_MFA", {
    USERNAME: "totp",
    SOFTWARE_TOKEN_MFA_CODE: totpCode(SECRET, new Date(1_900_000_030_000)),
    Session,
  });
  const refresh = () =>
    gate.sdk.send(
      new GetTokensFromRefreshTokenCommand({
        ClientId: "rotating",
        RefreshToken: AuthenticationResult?.RefreshToken,
      }),
    );
  expect(await outcomes(refresh)).toEqual({ done: 1, RefreshTokenReuseException: CALLS - 1 });
});
