import type { ApiModel, UserPool, UserPoolClient } from "../../terraform/model";
import type { Directory } from "../cognito/directory/directory";
import { hasSeedPassword, signInName, type UserSeed } from "../cognito/directory/seeds";
import { appClients } from "../cognito/user-pool/app-clients";
import { clientSecret } from "../cognito/user-pool/client-secret";
import { type OperatorKeys, operatorKeys } from "../credentials/operator";
import { PAGE_SEGMENT, type PagePlace, pagePlace } from "../page/key";
import type { Seal } from "../state/seal";
import type { PartnerClient, PartnerSettings } from "../third-party-issuer/clients";
import type { ExternalUser } from "../third-party-issuer/external-users";
import { SAML_PATH, type SamlDirectory } from "../third-party-issuer/saml-users";
import type { StandIn } from "../third-party-issuer/stand-ins";
import { type ServedApi, segmentsOf, stagePath } from "./served-apis";

/** What clients of the gate need to know: the line that `--json` prints. */
export interface GateDescription {
  /** `http://127.0.0.1:3000`: the user pool's and the identity pool's endpoint. */
  readonly endpoint: string;
  /** The endpoint and the stage: where the API is; of several, the first. */
  readonly url: string;
  readonly region: string;
  readonly stage: string;
  /** `null` where the first API is an HTTP API. */
  readonly restApiId: string | null;
  /** Every REST and HTTP API that is served, the first one included, and then the URLs of functions. */
  readonly apis: readonly ApiDescription[];
  readonly userPoolId: string | null;
  /** The client of interactive apps, without a secret. */
  readonly clientId: string | null;
  /** The client that takes a user name and password; null in production. */
  readonly scriptClientId: string | null;
  /** Every app client of the user pool. */
  readonly clients: readonly ClientDescription[];
  /** Below it are the user pool's OAuth endpoints, as `/oauth2/authorize`; null without a domain. */
  readonly oauthUrl: string | null;
  readonly identityPoolId: string | null;
  readonly issuer: string | null;
  /** Users that the pool had from the start. */
  readonly users: readonly UserDescription[];
  /** Users of the user pool's identity providers, for trying federation. */
  readonly externalUsers: readonly ExternalUserDescription[];
  /** IAM's SAML providers, for which the gate's own stands in: how to get a response for AssumeRoleWithSAML. */
  readonly samlProviders: readonly SamlProviderDescription[];
  readonly systems: readonly SystemDescription[];
  /** Keys for the operations that manage user pools, such as AdminCreateUser. */
  readonly operator: OperatorKeys;
  readonly apiKeys: readonly { readonly name: string; readonly value: string }[];
  /** The gate's own page; null where an API's paths begin like the page's, and so come first. */
  readonly page: PagePlace | null;
  /** Issuers of JWT authorizers for which the gate's own stands in: `gatehouse token NAME --issuer URL` prints a token. */
  readonly issuers: readonly StandIn[];
  readonly partner: {
    readonly issuer: string;
    readonly audience: string;
    readonly tokenEndpoint: string;
    readonly clients: readonly PartnerClient[];
  } | null;
}

export interface ApiDescription {
  readonly name: string;
  readonly address: string;
  readonly kind: "rest" | "http" | "url";
  readonly apiId: string;
  /** `null` for all but a REST API. */
  readonly restApiId: string | null;
  /** Of each of its stages, by the stage's name. */
  readonly urls: Readonly<Record<string, string>>;
  /** Of the URL of a function, `ID.lambda-url.REGION.on.aws`: requests with this Host are for it, too. */
  readonly host?: string;
}

export interface ExternalUserDescription {
  /** Name of the identity provider. */
  readonly provider: string;
  readonly username: string;
  readonly password: string;
}

export interface SamlProviderDescription {
  readonly name: string;
  /** `PrincipalArn` of AssumeRoleWithSAML. */
  readonly arn: string;
  /** A form with `username` and `password`, posted here, is answered with `SAMLAssertion`. */
  readonly url: string;
  readonly users: readonly { readonly username: string; readonly password: string }[];
}

export interface ClientDescription {
  readonly name: string;
  readonly clientId: string;
  /** `null` where the client has none. */
  readonly clientSecret: string | null;
  /** How users sign in by the user pool's API: `ALLOW_USER_SRP_AUTH`, … */
  readonly flows: readonly string[];
  /** What it may do at the pool's OAuth endpoints: `code`, `client_credentials`, … */
  readonly oauthFlows: readonly string[];
}

export interface UserDescription {
  /** What the user signs in with. */
  readonly username: string;
  /** `null` where the user has changed it. */
  readonly password: string | null;
  readonly groups: readonly string[];
  /** Base32: the secret of the user's software token, where it is the one from the start. */
  readonly totpSecret?: string;
  /** Whether the password is a temporary one: the user must choose another before any token is issued. */
  readonly mustChangePassword?: true;
}

export interface SystemDescription {
  readonly name: string;
  readonly roleArn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface DescriptionParts {
  readonly endpoint: string;
  readonly model: ApiModel;
  readonly apis: readonly ServedApi[];
  readonly users: readonly UserDescription[];
  readonly systems: readonly SystemDescription[];
  readonly apiKeys: readonly { readonly name: string; readonly value: string }[];
  readonly partner: PartnerSettings | undefined;
  readonly issuers: readonly StandIn[];
  readonly external: readonly ExternalUser[];
  readonly directories: readonly SamlDirectory[];
  readonly tokenEndpoint: string;
  readonly seal: Seal;
}

export function describeGate(parts: DescriptionParts): GateDescription {
  const {
    apiKeys,
    apis,
    directories,
    endpoint,
    external,
    issuers,
    model,
    partner,
    seal,
    systems,
    tokenEndpoint,
    users,
  } = parts;
  const [pool] = model.userPools;
  const { app, script } = appClients(pool);
  const described = apis.map((served) => describeApi(served, endpoint));
  const [first] = apis as readonly [ServedApi];
  const stage = first.stage.name;
  return {
    endpoint,
    url: `${endpoint}${stagePath(first, stage)}`,
    region: model.region,
    stage,
    restApiId: restApiId(first),
    apis: described,
    userPoolId: pool?.id ?? null,
    clientId: app?.id ?? null,
    scriptClientId: script?.id ?? null,
    clients: (pool?.clients ?? []).map((client) => describeClient(client, seal)),
    oauthUrl: pool?.domains ? endpoint : null,
    identityPoolId: model.identityPools[0]?.id ?? null,
    issuer: pool?.issuer ?? null,
    users,
    externalUsers: external
      .filter(({ poolId }) => poolId === pool?.id)
      .map(({ password, provider, username }) => ({ provider, username, password })),
    samlProviders: directories.map(({ arn, name, users }) => ({
      name,
      arn,
      url: new URL(`${SAML_PATH}${name}`, tokenEndpoint).href,
      users: users.map(({ password, username }) => ({ username, password })),
    })),
    systems,
    operator: operatorKeys(seal),
    apiKeys,
    page: segmentsOf(apis).has(PAGE_SEGMENT) ? null : pagePlace(endpoint, seal),
    issuers,
    partner: partner
      ? { issuer: partner.issuer, audience: partner.audience, tokenEndpoint, clients: partner.clients }
      : null,
  };
}

function describeApi(served: ServedApi, endpoint: string): ApiDescription {
  const { address, id, kind, name, stages } = served.api;
  const urls = stages.map((stage) => [stage.name, `${endpoint}${stagePath(served, stage.name)}`] as const);
  const host = served.api.kind === "url" ? served.api.host : undefined;
  return {
    name,
    address,
    kind,
    apiId: host?.split(".")[0] ?? id,
    restApiId: restApiId(served),
    urls: Object.fromEntries(urls),
    ...(host !== undefined && { host }),
  };
}

function restApiId({ api: { id, kind } }: ServedApi): string | null {
  return kind === "rest" ? id : null;
}

function describeClient(client: UserPoolClient, seal: Seal): ClientDescription {
  const { explicitAuthFlows, id, name, oauth } = client;
  return {
    name,
    clientId: id,
    clientSecret: clientSecret(client, seal) ?? null,
    flows: explicitAuthFlows,
    oauthFlows: oauth && "flows" in oauth ? oauth.flows : [],
  };
}

/** The users of a pool's seeds, as they are now. */
export function describedUsers(
  pool: UserPool | undefined,
  seeds: ReadonlyMap<string, readonly UserSeed[]>,
  { directory: { users }, seal }: { readonly directory: Directory; readonly seal: Seal },
): UserDescription[] {
  if (pool === undefined) return [];
  return (seeds.get(pool.id) ?? []).flatMap((seed) => {
    const user = users.get({ poolId: pool.id, sub: seed.sub });
    if (user === undefined) return [];
    const password = hasSeedPassword(user, seed, seal) ? seed.password : null;
    const { totpSecret } = seed;
    return {
      username: signInName(seed, pool),
      password,
      groups: user.groups,
      ...(totpSecret !== undefined && user.mfa.totp?.secret === totpSecret && { totpSecret }),
      ...(user.status === "FORCE_CHANGE_PASSWORD" && { mustChangePassword: true as const }),
    };
  });
}
