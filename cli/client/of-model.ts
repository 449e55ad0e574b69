import type {
  ApiModel,
  CustomDomain,
  FunctionUrl,
  HttpApi,
  HttpRoute,
  Known,
  RestApi,
  Stage,
  UserPool,
  UserPoolClient,
  UserPoolSettings,
} from "../../terraform/model";
import { type Credential, credentialOf, suffixOf } from "./credential";
import type {
  ApiFacts,
  AppClient,
  ClientFacts,
  FunctionUrlFacts,
  IdentityPoolFacts,
  PoolFacts,
  PublicSettings,
  RouteFacts,
} from "./facts";

export interface FactsSource {
  readonly name: string;
  /** Whether a value that AWS assigns is in what was read; otherwise the reader made one up. */
  readonly isTold: (value: string) => boolean;
  /**
   * The model by the strict reader: of what is in it too, it has settings of pools, custom domains, and what requests must have.
   *
   * @default these are not known
   */
  readonly strict?: Pick<ApiModel, "apis" | "customDomains" | "functionUrls" | "userPools">;
}

/** What clients must know of the Terraform's APIs and user pools. */
export function factsOfModel(model: ApiModel, source: FactsSource): ClientFacts {
  const strict = source.strict ?? { apis: [], userPools: [] };
  const clients = model.userPools.flatMap((pool) => pool.clients);
  const addresses = new Map(clients.map(({ address, id }) => [id, address]));
  const apis = [...model.apis, ...(model.httpApis ?? [])];
  return {
    source: source.name,
    region: regionOf(model),
    userPools: model.userPools.map((pool) =>
      poolFacts(pool, {
        ...source,
        served: strict.userPools.find(({ address }) => address === pool.address),
      }),
    ),
    identityPools: model.identityPools.map(
      ({ address, allowUnauthenticated, id, providers }): IdentityPoolFacts => ({
        address,
        id: told(id, address, source),
        allowsGuests: allowUnauthenticated,
        clients: providers.flatMap(({ clientId }) => addresses.get(clientId) ?? []),
      }),
    ),
    apis: apis.flatMap((api) =>
      api.stages.map((stage) =>
        apiFacts(api, stage, {
          model,
          ...source,
          served: strict.apis.find(({ address }) => address === api.address),
        }),
      ),
    ),
    functionUrls: (model.functionUrls ?? []).map((url) =>
      functionUrlFacts(url, {
        ...source,
        served: source.strict?.functionUrls?.find(({ address }) => address === url.address),
      }),
    ),
  };
}

function regionOf({ region }: ApiModel): Known<string> {
  return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)
    ? region
    : { unknown: "the region: the Terraform does not say it, and takes it from the environment" };
}

function told(value: string, address: string, { isTold }: FactsSource, what = "id"): Known<string> {
  return isTold(value) ? value : { unknown: `${address}.${what}` };
}

function functionUrlFacts(
  { address, methods: [route], name }: FunctionUrl,
  { isTold, served }: Of<FunctionUrl>,
): FunctionUrlFacts {
  const host = served?.host;
  return {
    address,
    name,
    // As the provider writes it.
    url:
      host !== undefined && isTold(`https://${host}/`)
        ? `https://${host}`
        : { unknown: `${address}.function_url` },
    credential: { kind: route?.authorization === "NONE" ? "none" : "signature" },
    ...(route?.unknown !== undefined && { unknown: route.unknown }),
  };
}

type Of<T> = FactsSource & { readonly served: T | undefined };

function poolFacts(pool: UserPool, source: Of<UserPool>): PoolFacts {
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

function apiFacts(
  api: RestApi | HttpApi,
  stage: Stage,
  source: Of<RestApi> & { readonly model: ApiModel },
): ApiFacts {
  const { address, kind, name, unknown } = api;
  const { model, served } = source;
  return {
    address,
    name,
    kind,
    stage: stage.name,
    url: urlOf(api, stage, source),
    routes: api.methods
      .filter((method) => !isPreflight(method))
      .map((method) => routeFacts(method, { api, model, served })),
    ...(unknown !== undefined && { unknown }),
    isGuarded: api.policy !== undefined || stage.firewall !== undefined,
    models: Object.fromEntries((served?.models ?? []).map((body) => [body.name, body.schema])),
  };
}

/** Browsers ask for it before a request of another origin; no client calls it. */
function isPreflight({ authorization, integration, verb }: RestApi["methods"][number] | HttpRoute): boolean {
  return verb === "OPTIONS" && authorization === "NONE" && integration.type === "MOCK";
}

/**
 * At a custom domain, if one leads to it; else at the API's own endpoint.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
 */
function urlOf(api: RestApi | HttpApi, stage: Stage, { isTold, strict }: FactsSource): Known<string> {
  const domains = strict?.customDomains ?? [];
  const custom = domains.flatMap((domain) => customUrls(domain, api, stage))[0];
  if (custom !== undefined) return custom;
  if (api.endpointDisabled) {
    const why = domains.find(({ unserved }) => unserved !== undefined);
    return {
      unknown: `the address of ${stage.address}: the API's own endpoint is disabled, and ${why ? `${why.address} is not read: ${why.unserved}` : "no custom domain of this Terraform leads to it"}`,
    };
  }
  if (!isTold(api.id)) return { unknown: `${api.address}.id` };
  const [, partition, , region] = api.executionArn.split(":");
  const host = `https://${api.id}.execute-api.${region}.${suffixOf(partition)}`;
  return api.kind === "http" && stage.name === "$default" ? host : `${host}/${stage.name}`;
}

/** A name with a wildcard is that of no host. */
function customUrls(
  { mappings, name }: CustomDomain,
  api: RestApi | HttpApi,
  stage: Stage,
): readonly string[] {
  if (name.includes("*")) return [];
  return mappings
    .filter((mapping) => mapping.apiId === api.id && (mapping.stage ?? stage.name) === stage.name)
    .map(
      (mapping) => `https://${name}${mapping.basePath}${mapping.stage === undefined ? `/${stage.name}` : ""}`,
    );
}

function routeFacts(
  method: RestApi["methods"][number] | HttpRoute,
  {
    api,
    model,
    served,
  }: { readonly api: RestApi | HttpApi; readonly model: ApiModel; readonly served: RestApi | undefined },
): RouteFacts {
  const { address, apiKeyRequired, path, verb } = method;
  const read = credentialOf(method, api, model.userPools);
  const unknown =
    method.unknown ?? (read ? undefined : `its ${method.authorization} authorizer is not in this Terraform`);
  const checks = served?.methods.find((one) => one.address === address)?.checks;
  return {
    address,
    method: verb,
    path,
    credential: ofPools(read ?? { kind: "none" }, model.userPools),
    // A Lambda authorizer names the key where the API says so.
    apiKey: apiKeyRequired && !(api.kind === "rest" && api.apiKeySource === "AUTHORIZER"),
    ...(unknown !== undefined && { unknown }),
    required: checks?.required ?? [],
    bodies: checks?.models ?? {},
  };
}

/** A JWT authorizer takes tokens of any issuer: those of no user pool are another's. */
function ofPools(credential: Credential, pools: readonly UserPool[]): Credential {
  if (credential.kind !== "access-token" && credential.kind !== "id-token") return credential;
  const { header, issuers, scopes } = credential;
  const isPool = (issuer: string) =>
    pools.some((pool) => pool.issuer === issuer) ||
    /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com/.test(issuer);
  return issuers.every(isPool) ? credential : { kind: "other-token", header, issuers, scopes };
}
