import { parseRoleTable, type RoleTable, writeRoleTable } from "../../../contract/role-table";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { answersFrom } from "../../../functions/authorizer/policy";
import type { Algorithm, Issuer } from "../../../functions/token-verifier/issuer";
import { createVerifier } from "../../../functions/token-verifier/verifier";
import type { Settings } from "./contenders";

const METHOD_ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/partner/pets";

const ROLES: RoleTable = {
  admin: { allow: ["GET/partner/pets", "POST/partner/pets"], deny: [] },
  user: { allow: ["GET/partner/pets"], deny: [] },
};

/** `roles.json`, as it stands beside the bundle. */
export const roleTableText = writeRoleTable(ROLES);

export const eventOf = (token: string) => ({
  type: "TOKEN",
  methodArn: METHOD_ARN,
  authorizationToken: `Bearer ${token}`,
});

/** The Lambda authorizer's whole decision: token in its event in, policy out. It rejects where the token is refused. */
export function ours(
  { algorithms, audience, issuer: name, jwks, jwksUrl }: Settings & { readonly jwks: Buffer },
  now: () => number = Date.now,
): (token: string) => Promise<unknown> {
  const answer = answersFrom(parseRoleTable(roleTableText));
  const issuer: Issuer = { issuer: name, audience, jwksUrl, algorithms: algorithms as readonly Algorithm[] };
  const verify = createVerifier([issuer], { fetch: async () => jwks, now });
  const authorize = createAuthorizer(
    () => ({ answer, verify }),
    () => {},
  );
  return (token) => authorize(eventOf(token));
}
