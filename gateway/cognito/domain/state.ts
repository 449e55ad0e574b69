import { type AuthorizationCode, type DomainContext, LOGIN_SECONDS, type Login } from "./context";
import { makeExpiring, randomKey, uuid } from "./expiring";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html: five minutes, used once */
const CODE_SECONDS = 300;
/** The most codes, and browsers that are signed in, at one time. */
const MOST = 10_000;

/** The codes and the browsers' sign-ins that are good now. A change of the Terraform keeps them. */
export type DomainState = Pick<DomainContext, "codes" | "logins">;

export function makeDomainState(now: () => Date): DomainState {
  return {
    codes: makeExpiring<AuthorizationCode>({ seconds: CODE_SECONDS, most: MOST, now, makeKey: uuid }),
    logins: makeExpiring<Login>({ seconds: LOGIN_SECONDS, most: MOST, now, makeKey: randomKey }),
  };
}
