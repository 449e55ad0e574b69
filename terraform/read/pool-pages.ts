import type { PoolDomain, PoolIdentityProvider, UserPool } from "../model";
import type { Fields } from "./fields";
import { knownMap, knownText, knownTexts } from "./known-texts";

/** The domains of a user pool, and the identity providers that its pages offer. */
export function readPoolPages(
  parts: (type: string) => readonly Fields[],
): Pick<UserPool, "domains" | "identityProviders"> {
  const domains = parts("aws_cognito_user_pool_domain");
  const providers = parts("aws_cognito_identity_provider");
  return {
    ...(domains.length > 0 && { domains: domains.map(readDomain) }),
    ...(providers.length > 0 && { identityProviders: providers.map(readProvider) }),
  };
}

function readDomain(domain: Fields): PoolDomain {
  const name = knownText(domain, "domain");
  return { address: domain.address, ...(name !== undefined && { name }) };
}

function readProvider(provider: Fields): PoolIdentityProvider {
  return {
    address: provider.address,
    name: provider.link("provider_name"),
    type: provider.link("provider_type"),
    identifiers: knownTexts(provider, "idp_identifiers"),
    attributeMapping: knownMap(provider, "attribute_mapping"),
    details: knownMap(provider, "provider_details"),
  };
}
