import {
  CompleteWebAuthnRegistrationCommand,
  StartWebAuthnRegistrationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { MfaSettings } from "../../../../../terraform/model";
import { poolSettings } from "../../../../terraform/build/user-pool";
import { type PoolGate, poolGate } from "../pool-gate";
import { signingIn } from "../signing-in";
import { type Credential, type Options, register } from "./authenticator";

/** A gate whose users may have passkeys, which starts before the tests of the file, and what a browser does. */

const users = ["alice", "bob", "carol", "dave"].map((username) => ({ username }));
const flows = ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"];
const clients = {
  c: { explicitAuthFlows: flows },
  other: { explicitAuthFlows: flows },
  hiding: { explicitAuthFlows: flows, settings: { hidesUserExistence: true } },
};
const firstFactors = ["PASSWORD", "WEB_AUTHN"] as const;
export const webAuthn = { relyingPartyId: "example.com", userVerification: "preferred" } as const;

/** Later at each sign-in that is refused, so that wrong answers do not lock the name. */
let clock = Date.UTC(2026, 0, 1);

export let gate: PoolGate;
beforeAll(async () => {
  gate = await passkeyGate({ webAuthn });
});
afterAll(() => gate?.stop());

/** A gate whose pool has these settings. */
export const passkeyGate = (mfa: Partial<MfaSettings>, more: object = { firstFactors }): Promise<PoolGate> =>
  poolGate(
    { clients, settings: { mfa: { ...poolSettings.mfa, ...mfa }, ...more } },
    { users: () => ({ users, where: "users" }), now: () => new Date(clock) },
  );

export function anHourLater(): void {
  clock += 3_600_000;
}

export async function tokenOf(username: string, { client = "c", of = gate } = {}): Promise<string> {
  const { AuthenticationResult } = await signingIn(of, client).password(username);
  return AuthenticationResult?.AccessToken ?? "";
}

export async function start(AccessToken: string, of = gate): Promise<Options> {
  const { CredentialCreationOptions } = await of.sdk.send(
    new StartWebAuthnRegistrationCommand({ AccessToken }),
  );
  return CredentialCreationOptions as unknown as Options;
}

export const complete = (
  AccessToken: string,
  Credential: ReturnType<typeof register>["response"],
  of = gate,
) => of.sdk.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential }));

export async function registered(username: string, of = gate): Promise<Credential> {
  const AccessToken = await tokenOf(username, { of });
  const { credential, response } = register(await start(AccessToken, of));
  await complete(AccessToken, response, of);
  return credential;
}

export async function asked(USERNAME: string, of = gate) {
  const { ChallengeName, ChallengeParameters, Session } = await signingIn(of, "c").initiate("USER_AUTH", {
    USERNAME,
    PREFERRED_CHALLENGE: "WEB_AUTHN",
  });
  expect(ChallengeName).toBe("WEB_AUTHN");
  const options = JSON.parse(ChallengeParameters?.CREDENTIAL_REQUEST_OPTIONS ?? "{}");
  return {
    options,
    answer: (credential: unknown, as = USERNAME) =>
      signingIn(of, "c").respond("WEB_AUTHN", {
        USERNAME: as,
        CREDENTIAL: JSON.stringify(credential),
        Session,
      }),
  };
}
