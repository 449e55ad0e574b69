import type { ClientOauth, UserPool, UserPoolClient } from "../../../terraform/model";
import type { HttpRequest, HttpResponse } from "../../http/message";
import type { SamlIssuer } from "../../saml/response";
import type { UsedAssertions } from "../../saml/used-assertions";
import type { UserPoolContext } from "../user-pool/user-pool-operation";
import type { Expiring } from "./expiring";

/** What the OAuth endpoints of user pools work from. */
export interface DomainContext extends UserPoolContext {
  readonly codes: Expiring<AuthorizationCode>;
  readonly logins: Expiring<Login>;
  /** Users of other services that a provider has vouched for, by the code that the browser carries here. */
  readonly identities: Expiring<ExternalIdentity>;
  readonly samlIssuers: readonly PoolSamlIssuer[];
  readonly usedAssertions: UsedAssertions;
  /** The page of the identity providers, with HOST in place of the host name: `http://HOST:3001/sign-in`. */
  readonly providerPage: string;
  /** Whether the gate is served by https. */
  readonly isSecure: boolean;
}

/** Who signs the assertions of a user pool's SAML provider. */
export interface PoolSamlIssuer extends SamlIssuer {
  readonly poolId: string;
  readonly provider: string;
}

/** What was agreed on when a code was given. */
export interface AuthorizationCode {
  readonly clientId: string;
  readonly sub: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Seconds since 1970: when the user signed in. */
  readonly authTime: number;
  readonly nonce?: string;
  /** Base64url of the SHA-256 of the verifier. */
  readonly codeChallenge?: string;
}

/** How long a browser stays signed in: https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login.html */
export const LOGIN_SECONDS = 3_600;

/** A user who is signed in at the pool's pages, by the cookie of a browser. */
export interface Login {
  readonly poolId: string;
  readonly sub: string;
  /** By what the user signed in: a client that does not offer it does not take the sign-in of another client. */
  readonly provider: string;
  /** Seconds since 1970. */
  readonly authTime: number;
}

/** The user pool itself, among a client's identity providers. */
export const OWN_USERS = "COGNITO";

/** A user of another service, as it vouches for the user. */
export interface ExternalIdentity {
  readonly poolId: string;
  /** Name of the user pool's identity provider. */
  readonly provider: string;
  /** The request that it answers. */
  readonly nonce: string;
  /** The user's id there. */
  readonly subject: string;
  /** Claims, or attributes of an assertion. */
  readonly claims: Readonly<Record<string, string>>;
}

/** A client that may use the OAuth endpoints of its pool, which has a domain. */
export interface OauthClient {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly oauth: ClientOauth;
}

/** An endpoint: a file of its own in `endpoints`. */
export interface Endpoint {
  readonly path: string;
  /** By verb; others are answered with 405. The body of a request has been read. */
  readonly answers: Readonly<Partial<Record<"GET" | "POST", Answer>>>;
  /** Whether pages of other origins may call it. */
  readonly forPages?: true;
}

export type Answer = (request: HttpRequest, context: DomainContext) => HttpResponse | Promise<HttpResponse>;

/** The client of this id, where it may use OAuth endpoints. */
export function findOauthClient(
  { model }: Pick<DomainContext, "model">,
  clientId: string | undefined,
): OauthClient | undefined {
  for (const pool of model.userPools) {
    const client = pool.clients.find(({ id }) => id === clientId);
    if (client === undefined) continue;
    const { oauth } = client;
    return pool.domains && oauth && "flows" in oauth ? { pool, client, oauth } : undefined;
  }
  return undefined;
}
