import { parseRoleTable } from "../../../contract/role-table";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { answersFrom } from "../../../functions/authorizer/policy";
import { algorithms } from "../../../functions/token-verifier/issuer";
import { createVerifier } from "../../../functions/token-verifier/verifier";
import { AUDIENCE, ISSUER, JWKS_URL, type SignedToken } from "./token";

const METHOD_ARN = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/partner/pets";

const ROLES = {
  admin: { allow: ["GET/partner/pets", "POST/partner/pets"], deny: [] },
  user: { allow: ["GET/partner/pets"], deny: [] },
};

/** The Lambda authorizer's whole decision: event in, policy out. */
export function ours({ jwks, token }: SignedToken): () => Promise<unknown> {
  const answer = answersFrom(parseRoleTable(JSON.stringify({ roles: ROLES })));
  const issuer = { issuer: ISSUER, audience: AUDIENCE, jwksUrl: JWKS_URL, algorithms };
  const verify = createVerifier([issuer], { fetch: async () => jwks, now: Date.now });
  const authorize = createAuthorizer(
    () => ({ answer, verify }),
    () => {
      throw new Error("the benchmark's own token was refused");
    },
  );
  const event = { type: "TOKEN", methodArn: METHOD_ARN, authorizationToken: `Bearer ${token}` };
  return () => authorize(event);
}
