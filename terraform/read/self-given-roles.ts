import type { ApiModel, RoleMappingRule } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** Claims that Cognito sets itself. Every other claim is an attribute of the user. */
const OWN_CLAIMS =
  /^(aud|auth_time|azp|client_id|event_id|exp|iat|identities|iss|jti|nonce|origin_jti|scope|sub|token_use|version|at_hash|amr|\w+_verified)$|^cognito:/;

/**
 * Warns of rules of a role mapping that use a claim which users write themselves: a user can then choose the role. A
 * client of the pool without write_attributes lets users write all attributes.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function checkSelfGivenRoles(
  { identityPools, userPools }: Pick<ApiModel, "identityPools" | "userPools">,
  resources: Resources,
): void {
  for (const { address, identityProvider, rules = [] } of identityPools.flatMap(
    (pool) => pool.roleMappings,
  )) {
    const pool = userPools.find(({ issuer }) => identityProvider.startsWith(`${issuer.slice(8)}:`));
    if (!pool) continue;
    const clients = resources.where("aws_cognito_user_pool_client", "user_pool_id", pool.id);
    for (const claim of claimsIn(rules)) {
      const writer = clients.find((client) => mayWrite(client, claim));
      if (writer)
        resources.danger(
          address,
          `a rule gives a role by the claim ${claim}, which users write themselves through ${writer.address}: ` +
            how(writer),
        );
    }
  }
}

function claimsIn(rules: readonly RoleMappingRule[]): Set<string> {
  return new Set(rules.map(({ claim }) => claim).filter((claim) => !OWN_CLAIMS.test(claim)));
}

/** An unknown list may contain any attribute. */
function mayWrite(client: Fields, claim: string): boolean {
  if (client.unknownOf("write_attributes") !== undefined) return true;
  const written = client.texts("write_attributes");
  return written.length === 0 || written.includes(claim);
}

function how(client: Fields): string {
  if (client.unresolved("write_attributes") !== undefined) return "its write_attributes are not known";
  return client.texts("write_attributes").length === 0
    ? "it has no write_attributes, so that all may be written"
    : "its write_attributes name it";
}
