import type { ApiMethod, ApiModel, HttpRoute, UrlRoute } from "../../terraform/model";
import { totpCode } from "../cognito/totp";
import { serviceOf } from "../data-plane/locks/signer";
import type { Parameters } from "../http/form";
import { presentationOf } from "../presentation";
import { type PageContext, PageError } from "./context";
import type { PageConfig, ShownCalls, ShownCodes, ShownMethod, ShownUser } from "./shapes";
import { signIn } from "./sign-in";

/** What is at `/_gatehouse/api/NAME`, as JSON text. */
export const READS: Readonly<Record<string, (context: PageContext, query: Parameters) => string>> = {
  calls: (context, query) => {
    const after = query.get("after") ?? "0";
    if (!/^\d{1,15}$/.test(after)) throw new PageError(400, "Expected after=NUMBER.");
    return JSON.stringify(callsOf(context, Number(after)));
  },
  codes: (context) => JSON.stringify(codesOf(context)),
  config: (context) => JSON.stringify(configOf(context)),
  limits: (context) => JSON.stringify(context.limits()),
  matrix: (context) => {
    const json = context.accessJson();
    if (json === undefined) throw new PageError(404, "The matrix is made by the command gatehouse start.");
    return json;
  },
  users: (context) => JSON.stringify({ users: usersOf(context) }),
};

/** What is asked by POST, with JSON. */
export const CHANGES: Readonly<Record<string, (input: unknown, context: PageContext) => Promise<unknown>>> = {
  "sign-in": signIn,
};

function callsOf({ calls, known, servedSince }: PageContext, after: number): ShownCalls {
  return { servedSince, calls: calls.after(after, known) };
}

function codesOf({ userPool: { directory, model, now } }: PageContext): ShownCodes {
  const tokens = model.userPools.flatMap(({ id }) =>
    directory.users
      .inPool(id)
      .flatMap(({ mfa, username }) =>
        mfa.totp ? [{ poolId: id, username, code: totpCode(mfa.totp.secret, now()) }] : [],
      ),
  );
  return { messages: directory.outbox.all(), softwareTokens: tokens };
}

/** Without passwords and second factors' secrets. */
function usersOf({ userPool: { directory, model } }: PageContext): ShownUser[] {
  return model.userPools.flatMap(({ id, name }) =>
    directory.users.inPool(id).map(({ attributes, groups, isEnabled, mfa, status, sub, username }) => ({
      poolId: id,
      pool: name,
      sub,
      username,
      groups,
      status,
      isEnabled,
      factors: mfa.factors,
      attributes,
    })),
  );
}

/** Where things are. What is not listed is not told: much of the description is secret. */
function configOf({ description, model }: PageContext): PageConfig {
  const { apiKeys, apis, clients, partner, samlProviders, systems } = description;
  const { endpoint, identityPoolId, issuer, oauthUrl, region, userPoolId } = description;
  return {
    endpoint,
    region,
    apis,
    userPoolId,
    oauthUrl,
    identityPoolId,
    issuer,
    apiKeys,
    clients: clients.map(({ clientSecret, ...client }) => ({ ...client, hasSecret: clientSecret !== null })),
    samlProviders: samlProviders.map(({ arn, name, url }) => ({ name, arn, url })),
    systems: systems.map(({ name, roleArn }) => ({ name, roleArn })),
    partner: partner && {
      issuer: partner.issuer,
      clients: partner.clients.map(({ clientId, roles }) => ({ clientId, roles })),
    },
    methods: apis.flatMap(({ address, kind, name, urls }) =>
      Object.entries(urls).flatMap(([stage, url]) =>
        methodsOf(model, address).map(
          (method): ShownMethod => ({
            api: name,
            stage,
            verb: method.verb,
            // A request for $default may have any path that no other route takes.
            path: method.path.startsWith("/") ? method.path : `/${method.path}`,
            base: new URL(url).pathname,
            credential: presentationOf(method).credential,
            service: serviceOf({ kind }),
            apiKeyRequired: method.apiKeyRequired,
            address: method.address,
          }),
        ),
      ),
    ),
  };
}

function methodsOf(
  { apis, functionUrls = [], httpApis = [] }: ApiModel,
  address: string,
): readonly (ApiMethod | HttpRoute | UrlRoute)[] {
  return [...apis, ...httpApis, ...functionUrls].find((api) => api.address === address)?.methods ?? [];
}
