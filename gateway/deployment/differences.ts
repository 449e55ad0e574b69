import type {
  ApiModel,
  AttachedPolicy,
  BodyModel,
  FunctionUrl,
  HttpApi,
  Notice,
  RestApi,
} from "../../terraform/model";
import type { UserSeed } from "../cognito/directory/seeds";
import { DOMAIN_PATHS } from "../cognito/domain/answer";
import { SOCIAL_ISSUERS } from "../cognito/identity-pool/openid-login";
import { RELYING_PARTY } from "../cognito/user-pool/passkeys/relying-party";
import { differencesOf } from "../data-plane/integrations";
import type { Backends } from "../data-plane/integrations/http/backends";
import { locks } from "../data-plane/locks";
import { linearPattern, patternsIn } from "../data-plane/validation/linear-pattern";
import { asksFor } from "../firewall/firewall";
import { urlDifferences } from "../function-url/differences";
import { type HttpDifferencesContext, httpDifferences } from "../http-api/differences";
import { isLocalIssuer } from "../http-api/jwt/issuer-keys";

/**
 * What the gate does differently from the cloud with this Terraform, one line each. What is not evaluated at all is
 * among the model's notices.
 */
export function announcements(
  model: ApiModel,
  api: RestApi,
  {
    backends,
    country,
    sourceIp,
  }: {
    readonly backends: Backends;
    readonly sourceIp: string | undefined;
    readonly country: string | undefined;
  },
): string[] {
  const notices = [
    ...ofIntegrations(api, backends),
    ...Object.values(locks).flatMap((lock) => lock.differences(model, api)),
    ...ofFunctions(model),
    ...ofPolicy(api, sourceIp),
    ...ofModels(api),
    ...ofFirewalls(api, country, sourceIp),
  ];
  return notices.map(lineOf);
}

export function httpAnnouncements(api: HttpApi, context: HttpDifferencesContext): string[] {
  return httpDifferences(api, context).map(lineOf);
}

export function urlAnnouncements(url: FunctionUrl, model: ApiModel): string[] {
  return urlDifferences(url, model).map(lineOf);
}

/** What differs of the OAuth endpoints of user pools. */
export function domainAnnouncements({ userPools }: ApiModel, apiSegments: ReadonlySet<string>): string[] {
  const taken = [...DOMAIN_PATHS].filter((path) => apiSegments.has(path.split("/")[1] ?? ""));
  if (taken.length === 0) return [];
  const message = `not served: ${taken.join(", ")}, which is an API's path here`;
  return userPools.flatMap(({ domains = [] }) => domains.map(({ address }) => lineOf({ address, message })));
}

/** What differs of logins of identity pools by what is no user pool. */
export function loginAnnouncements(
  { identityPools, openIdProviders = [] }: ApiModel,
  { backends, issuers }: Pick<HttpDifferencesContext, "backends" | "issuers">,
): string[] {
  return identityPools.flatMap(({ address, openIdProviderArns = [], supportedLogins = {} }) => {
    const named = openIdProviders
      .filter(({ arn }) => openIdProviderArns.includes(arn))
      .map(({ name }) => name);
    const messages = [...Object.keys(supportedLogins), ...named].flatMap((name) => {
      if (Object.hasOwn(supportedLogins, name) && !SOCIAL_ISSUERS.includes(name))
        return [`logins of ${name} are refused: they are no OpenID Connect tokens`];
      const { origin } = new URL(`https://${name}`);
      if (isLocalIssuer(`https://${name}`, issuers) || backends.has(origin)) return [];
      return [
        `logins of ${name} are refused: its keys are asked for only where --backend ${origin}=URL names a server`,
      ];
    });
    return messages.map((message) => lineOf({ address, message }));
  });
}

/** What differs of passkeys: browsers know them by the page's host. */
export function passkeyAnnouncements({ userPools }: ApiModel): string[] {
  return userPools.flatMap(({ address, settings: { firstFactors, mfa } }) => {
    const { relyingPartyId } = mfa.webAuthn ?? {};
    if (!firstFactors.includes("WEB_AUTHN") || relyingPartyId === RELYING_PARTY) return [];
    const other = relyingPartyId === undefined ? "" : `, not of ${relyingPartyId}`;
    return [lineOf({ address, message: `passkeys are of ${RELYING_PARTY} here${other}` })];
  });
}

/** Users of a list whose second factor is never asked for, as the pool has none. */
export function seedAnnouncements(
  { userPools }: ApiModel,
  seeds: ReadonlyMap<string, readonly UserSeed[]>,
): string[] {
  return userPools.flatMap(({ address, id, settings: { mfa } }) => {
    if (mfa.mode !== "OFF" && mfa.softwareToken) return [];
    const names = (seeds.get(id) ?? []).flatMap(({ totpSecret, username }) => (totpSecret ? [username] : []));
    if (names.length === 0) return [];
    const why = mfa.mode === "OFF" ? "its MFA is OFF" : "it has no software tokens";
    return [`Warning: ${address}: ${why}, so ${names.join(", ")} will not be asked for the code of "totp"`];
  });
}

function lineOf({ address, message }: Notice): string {
  return `Differs here: ${address}: ${message}`;
}

function ofIntegrations({ methods, stages: [stage] }: RestApi, backends: Backends): Notice[] {
  const context = { backends, stage: stage ?? { variables: {} } };
  return methods.flatMap(({ address, integration }) =>
    differencesOf(integration, context).map((message) => ({ address, message })),
  );
}

/** Functions call tables as their roles allow; without a known role, all calls are refused. */
function ofFunctions({ functions, roles, tables }: ApiModel): Notice[] {
  if (tables.length === 0) return [];
  return functions.flatMap(({ address, roleArn }) => {
    const role = roles.find(({ arn }) => arn === roleArn);
    if (role === undefined)
      return [
        { address, message: `its role ${roleArn} is not in this Terraform: its calls of tables are refused` },
      ];
    return [...role.policies, ...(role.boundary ? [role.boundary] : [])]
      .filter(({ document }) => "unknown" in document)
      .map((policy) => ({
        address,
        message: `the text of ${policy.address} is not known: the function's calls of tables are refused`,
      }));
  });
}

/** Condition keys that calls have in the gate. */
const KEYS =
  /^(aws:(CurrentTime|EpochTime|FederatedProvider|PrincipalTag\/.+|Principal(Arn|Account|Type)|Referer|SecureTransport|SourceIp|UserAgent|userid|username)|cognito-identity\.amazonaws\.com:.*|saml:(namequalifier|sub|sub_type))$/i;

function ofPolicy({ address, policy, private: isPrivate }: RestApi, sourceIp: string | undefined): Notice[] {
  const message = "the API is private, and no call comes through a VPC";
  return [...(isPrivate ? [{ address, message }] : []), ...(policy ? askedBy(policy, sourceIp) : [])];
}

function askedBy({ address, document }: AttachedPolicy, sourceIp = "this machine's own address"): Notice[] {
  if ("unknown" in document) return [];
  const keys = new Set(document.statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  return [...keys].flatMap((key) => {
    if (/^aws:SourceIp$/i.test(key))
      return [{ address, message: `it asks for ${key}: all calls come from ${sourceIp}` }];
    return KEYS.test(key)
      ? []
      : [{ address, message: `what depends on ${key} is refused: no call has it here` }];
  });
}

function ofFirewalls(
  { stages }: RestApi,
  country: string | undefined,
  sourceIp = "this machine's own address",
): Notice[] {
  return stages.flatMap(({ firewall }): Notice[] => {
    if (!firewall) return [];
    const { address } = firewall;
    const ofCountries =
      country === undefined
        ? "its rules about countries are not evaluated: --country says where calls come from"
        : `all calls come from the country ${country}`;
    return [
      ...(asksFor("countries", firewall) ? [{ address, message: ofCountries }] : []),
      ...(asksFor("addresses", firewall)
        ? [{ address, message: `it asks for the address: all calls come from ${sourceIp}` }]
        : []),
    ];
  });
}

function ofModels({ methods, models = [] }: RestApi): Notice[] {
  const used = new Set(methods.flatMap(({ checks }) => Object.values(checks?.models ?? {})));
  const formats = models
    .filter(({ name, schema }) => used.has(name) && /"format":"/.test(JSON.stringify(schema)))
    .map(({ address }) => ({ address, message: "formats of texts in request bodies are not checked" }));
  return used.size === 0 ? [] : [...formats, ...models.flatMap(unevaluatedPatterns)];
}

function unevaluatedPatterns({ address, schema }: BodyModel): Notice[] {
  return patternsIn(schema).flatMap((pattern) => {
    const { unevaluated } = linearPattern(pattern);
    const message = `the pattern ${pattern} is not evaluated (${unevaluated}): bodies that come to it are refused`;
    return unevaluated === undefined ? [] : [{ address, message }];
  });
}
