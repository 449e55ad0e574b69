/** The scopes of access tokens that stand for roles. */
import { DeclarationError } from "../declaration/errors";

/** Scopes of OpenID Connect and of Cognito, which an issuer gives everybody who signs in. */
const STANDARD: readonly string[] = [
  "address",
  "aws.cognito.signin.user.admin",
  "email",
  "offline_access",
  "openid",
  "phone",
  "profile",
];

/** RFC 6749, 3.3, with references. A token's scopes are a text with blanks between them. */
const SCOPE = /^(?:[\x21\x23-\x5B\x5D-\x7E]|\$\{[^{}]*\})+$/;

/**
 * A set in Terraform as at AWS: sorted, so that the order of the declaration changes nothing.
 *
 * @param prefix what stands before a role's name
 * @throws DeclarationError `SCOPE_INVALID`
 */
export function scopesOf(lock: string, roles: readonly string[], prefix: string): readonly string[] {
  return roles.map((role) => scopeOf(lock, role, prefix)).sort();
}

function scopeOf(lock: string, role: string, prefix: string): string {
  const scope = prefix + role;
  const of = `The role "${role}" has the scope ${JSON.stringify(scope)} behind the lock "${lock}"`;
  if (STANDARD.includes(scope.toLowerCase())) {
    throw new DeclarationError(
      "SCOPE_INVALID",
      `${of}, a standard scope, which an issuer gives everybody who signs in. Name the role otherwise, or give its scopes a prefix (\`jwt.scopePrefix\`).`,
    );
  }
  if (SCOPE.test(scope)) return scope;
  throw new DeclarationError(
    "SCOPE_INVALID",
    `${of}; expected a text without blanks and quotes, as tokens have it.`,
  );
}
