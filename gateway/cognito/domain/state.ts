import {
  type AuthorizationCode,
  type DomainContext,
  type ExternalIdentity,
  LOGIN_SECONDS,
  type Login,
} from "./context";
import { makeExpiring, randomKey, uuid } from "./expiring";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html: five minutes, used once */
const CODE_SECONDS = 300;
/** How long a browser may take from an identity provider back to the gate. */
const ANSWER_SECONDS = 60;
/** The most codes, and browsers that are signed in, at one time. */
const MOST = 10_000;

/** The codes and the browsers' sign-ins that are good now. A change of the Terraform keeps them. */
export type DomainState = Pick<DomainContext, "codes" | "identities" | "logins">;

export function makeDomainState(now: () => Date): DomainState {
  return {
    codes: makeExpiring<AuthorizationCode>({ seconds: CODE_SECONDS, most: MOST, now, makeKey: uuid }),
    identities: makeExpiring<ExternalIdentity>({
      seconds: ANSWER_SECONDS,
      most: MOST,
      now,
      makeKey: randomKey,
    }),
    logins: makeExpiring<Login>({ seconds: LOGIN_SECONDS, most: MOST, now, makeKey: randomKey }),
  };
}
