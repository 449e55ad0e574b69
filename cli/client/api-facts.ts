import { isUserPoolIssuer } from "../../contract/user-pool-issuer";
import type {
  ApiModel,
  CustomDomain,
  HttpApi,
  HttpRoute,
  Known,
  RestApi,
  Stage,
  UserPool,
} from "../../terraform/model";
import { type Credential, credentialOf, suffixOf } from "./credential";
import type { ApiFacts, RouteFacts } from "./facts";
import type { FactsSource, Of } from "./facts-source";

/** What clients must know of an API at one of its stages. */
export function apiFacts(
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
  const isPool = (issuer: string) => pools.some((pool) => pool.issuer === issuer) || isUserPoolIssuer(issuer);
  return issuers.every(isPool) ? credential : { kind: "other-token", header, issuers, scopes };
}
