/** Checks the issuers of JWT authorizers: the lock `cognito` has a user pool, the lock `jwt` has none. */
import { isUserPoolIssuer, resemblesUserPool } from "../../contract/user-pool-issuer";
import { DeclarationError } from "../declaration/errors";

/** `https://`, and a host before whatever follows it. The host has no reference, no user and no capital letter. */
const WITH_HOST = /^https:\/\/([a-z0-9.-]+(?::\d{1,5})?)(?:\/|$)/;
/** What may follow the host: characters of a path, and references. */
const ISSUER = /^https:\/\/[^/]+(?:\/(?:[\w.~!&'()*+,;=:@/-]|%[0-9A-Fa-f]{2}|\$\{[^{}]*\})*)?$/;

/**
 * Handlers take the claims of a user pool's token for a user of this API's pool. A reference could be a pool's endpoint, so that
 * the host must be written out; what follows it may be a reference.
 *
 * @throws DeclarationError `ISSUER_INVALID`
 */
export function checkThirdParty(issuer: string): void {
  if (resemblesUserPool(issuer)) {
    throw new DeclarationError(
      "ISSUER_INVALID",
      `The lock "jwt" has the issuer ${issuer}, a user pool: handlers would take its users for those of the API's own. ` +
        "Use the lock \"cognito\" for the API's own pool, or an authorizer's function (`jwt.function`) for another one.",
    );
  }
  if (/^(?:https:\/\/[^/]*)?\$\{/.test(issuer)) {
    throw new DeclarationError(
      "ISSUER_INVALID",
      `The lock "jwt" has the issuer ${issuer}, whose host is known when it is applied: it could be a user pool. ` +
        "Write the host out, or use an authorizer's function (`jwt.function`).",
    );
  }
  if (WITH_HOST.test(issuer) && ISSUER.test(issuer)) return;
  throw new DeclarationError(
    "ISSUER_INVALID",
    `The lock "jwt" has the issuer ${issuer}; expected https:// and a host in small letters, as in the tokens' iss.`,
  );
}

/**
 * A caller behind the lock `cognito` is a user of the pool or a program, which handlers know by the pool's issuer.
 *
 * @param issuer may be a reference to a pool, or have one in it
 * @throws DeclarationError `ISSUER_INVALID`
 */
export function checkUserPool(issuer: string): void {
  const hasReference = /\$\{[^{}]*\}/.test(issuer);
  const written = issuer.replace(/\$\{[^{}]*\}/g, "x");
  if (isUserPoolIssuer(written)) return;
  // `https://ENDPOINT` or an issuer whose host is not known yet.
  if (hasReference && /^(?:https:\/\/)?\$\{[^{}]*\}(?:\/[\w-]+)?$/.test(issuer)) return;
  throw new DeclarationError(
    "ISSUER_INVALID",
    `The lock "cognito" has the issuer ${issuer}; expected that of a user pool, https://cognito-idp.REGION.amazonaws.com/POOL.`,
  );
}
