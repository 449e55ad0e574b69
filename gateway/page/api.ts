import { totpCode } from "../cognito/totp";
import { lockOf } from "../data-plane/locks";
import type { Parameters } from "../http/form";
import { type PageContext, PageError } from "./context";
import { signIn } from "./sign-in";

/** What is at `/_gatehouse/api/NAME`, as JSON text. */
export const READS: Readonly<Record<string, (context: PageContext, query: Parameters) => string>> = {
  calls: (context, query) => {
    const after = query.get("after") ?? "0";
    if (!/^\d{1,15}$/.test(after)) throw new PageError(400, "Expected after=NUMBER.");
    return JSON.stringify({ calls: context.calls.after(Number(after), secretsOf(context)) });
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

function secretsOf({ description }: PageContext): ReadonlySet<string> {
  return new Set(description.apiKeys.map(({ value }) => value));
}

/** Messages that Cognito would have sent, and the present codes of software tokens. */
function codesOf({ userPool: { directory, model, now } }: PageContext): unknown {
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
function usersOf({ userPool: { directory, model } }: PageContext): unknown[] {
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

/** Where things are, and what a request to each method presents. Clients' secrets are left out. */
function configOf({ description, model }: PageContext): unknown {
  const {
    apis,
    clients,
    externalUsers: _,
    operator: __,
    partner,
    samlProviders,
    systems,
    users: ___,
    ...rest
  } = description;
  return {
    ...rest,
    apis,
    clients: clients.map(({ clientSecret, ...client }) => ({ ...client, hasSecret: clientSecret !== null })),
    samlProviders: samlProviders.map(({ users: _users, ...provider }) => provider),
    systems: systems.map(({ name, roleArn }) => ({ name, roleArn })),
    partner: partner && {
      issuer: partner.issuer,
      clients: partner.clients.map(({ clientId, roles }) => ({ clientId, roles })),
    },
    methods: model.apis.flatMap((api) => {
      const urls = apis.find(({ address }) => address === api.address)?.urls ?? {};
      return Object.entries(urls).flatMap(([stage, url]) =>
        api.methods.map((method) => ({
          stage,
          verb: method.verb,
          path: method.path,
          /** Without the gate's address, so that any of its names will do. */
          base: new URL(url).pathname,
          credential: lockOf(method).presents(method).credential,
          apiKeyRequired: method.apiKeyRequired,
          address: method.address,
        })),
      );
    }),
  };
}
