import type { Known, UserPool, UserPoolClient, UserPoolSettings } from "../../terraform/model";
import type { AppClient, PoolFacts, PublicSettings } from "./facts";
import { type FactsSource, type Of, told } from "./facts-source";

/** What clients must know of a user pool. */
export function poolFacts(pool: UserPool, source: Of<UserPool>): PoolFacts {
  const { address, clients, domains = [], groups, id, issuer } = pool;
  const [domain] = domains;
  const isKnown = source.isTold(id);
  return {
    address,
    id: told(id, address, source),
    issuer: isKnown ? issuer : { unknown: `${address}.id` },
    ...(domain && { oauthUrl: oauthUrl(domain, pool) }),
    clients: clients.map((client) => appClient(client, source)),
    groups: groups.map(({ name, precedence }) => ({ name, ...(precedence !== undefined && { precedence }) })),
    settings: source.served
      ? publicSettings(source.served.settings)
      : { unknown: `the settings of ${address}, which are not read strictly` },
  };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html */
function oauthUrl(
  { address, name }: { readonly address: string; readonly name?: string },
  { arn, endpoint }: UserPool,
): Known<string> {
  if (name === undefined) return { unknown: `${address}.domain` };
  if (name.includes(".")) return `https://${name}`;
  const [, , , region] = arn.split(":");
  const suffix = endpoint.endsWith(".cn") ? "amazoncognito.com.cn" : "amazoncognito.com";
  return `https://${name}.auth.${region}.${suffix}`;
}

function publicSettings(settings: UserPoolSettings): PublicSettings {
  const { attributes, autoVerifiedAttributes, firstFactors, mfa, passwordPolicy, usernameAttributes } =
    settings;
  const required = [...attributes.values()].filter((attribute) => attribute.required);
  return {
    autoVerifiedAttributes,
    firstFactors,
    mfa,
    passwordPolicy,
    usernameAttributes,
    requiredAttributes: required.map(({ name }) => name),
  };
}

function appClient(
  { address, explicitAuthFlows, hasSecret, id, name, oauth }: UserPoolClient,
  source: FactsSource,
): AppClient {
  return {
    address,
    id: told(id, address, source),
    name,
    hasSecret,
    flows: explicitAuthFlows,
    ...(oauth && {
      oauth: "unknown" in oauth ? { unknown: `${address}: ${oauth.unknown}` } : clientOauth(oauth),
    }),
  };
}

function clientOauth({
  callbackUrls,
  flows,
  identityProviders,
  logoutUrls,
  scopes,
}: Exclude<UserPoolClient["oauth"], undefined | { unknown: string }>) {
  return { flows, scopes, callbackUrls, logoutUrls, identityProviders };
}
