import { type Credentials, LOCKS } from "../../terraform/access/decide";
import type {
  Api,
  Authorizer,
  CognitoAuthorizer,
  JwtAuthorizer,
  LambdaAuthorizer,
  Operation,
  UserPool,
} from "../../terraform/model";

/** What a caller of a route sends, as its lock takes it. */
export type Credential =
  | { readonly kind: "none" }
  /** Signature Version 4 of the service execute-api, with credentials of an IAM principal. */
  | { readonly kind: "signature" }
  | PoolToken
  /** A token of another issuer than a user pool of this Terraform. */
  | {
      readonly kind: "other-token";
      readonly header: string;
      readonly issuers: readonly string[];
      readonly scopes: readonly string[];
    }
  /** What the function of a Lambda authorizer takes; where it reads it. Empty: it names no place. */
  | { readonly kind: "authorizer"; readonly sources: readonly CredentialSource[] };

/** A token of a user pool. */
export interface PoolToken {
  /** An access token where the route has scopes: only such tokens have any. */
  readonly kind: "id-token" | "access-token";
  /** The header that it stands in: `Authorization`. */
  readonly header: string;
  /** Of the pools, at AWS. */
  readonly issuers: readonly string[];
  /** The token must have one of them; empty where it needs none. */
  readonly scopes: readonly string[];
  /** Whether the route takes the other token of the same sign-in too. */
  readonly either?: true;
}

export interface CredentialSource {
  readonly in: "header" | "query";
  readonly name: string;
}

export type CredentialKind = Credential["kind"];

/** In words, as comments of the files have them. */
export const CREDENTIAL_WORDS: Readonly<Record<CredentialKind, string>> = {
  none: "no credentials",
  signature: "a signature (SigV4, execute-api)",
  "id-token": "the ID token",
  "access-token": "the access token",
  "other-token": "a token of another issuer",
  authorizer: "what the Lambda authorizer takes",
};

/** Of a user pool by its ARN. */
type IssuerOf = (poolArn: string) => string;

const READERS: Readonly<
  Record<
    Credentials,
    (
      scopes: readonly string[],
      authorizer: Authorizer | undefined,
      issuerOf: IssuerOf,
    ) => Credential | undefined
  >
> = {
  none: () => ({ kind: "none" }),
  "iam-signature": () => ({ kind: "signature" }),
  "user-pool-token": (scopes, authorizer, issuerOf) =>
    authorizer?.type === "COGNITO_USER_POOLS" ? poolToken(scopes, authorizer, issuerOf) : undefined,
  "issuer-token": (scopes, authorizer) => (authorizer?.type === "JWT" ? jwt(scopes, authorizer) : undefined),
  "lambda-authorizer": (_, authorizer) =>
    authorizer?.type === "TOKEN" || authorizer?.type === "REQUEST" ? lambda(authorizer) : undefined,
};

/** @returns undefined where the method's authorizer is not in the Terraform, or of another type */
export function credentialOf(
  { authorization, authorizerId, scopes }: Operation,
  { authorizers }: Pick<Api, "authorizers">,
  pools: readonly Pick<UserPool, "arn" | "issuer">[],
): Credential | undefined {
  const authorizer = authorizers.find(({ id }) => id === authorizerId);
  const issuerOf = (arn: string) => pools.find((pool) => pool.arn === arn)?.issuer ?? issuerAt(arn);
  return READERS[LOCKS[authorization].credentials](scopes, authorizer, issuerOf);
}

/**
 * Without scopes it takes ID tokens, and access tokens only with them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
function poolToken(
  scopes: readonly string[],
  { identitySource, providerArns }: CognitoAuthorizer,
  issuerOf: IssuerOf,
): Credential {
  return {
    kind: scopes.length > 0 ? "access-token" : "id-token",
    header: headerOf(identitySource),
    issuers: providerArns.map(issuerOf),
    scopes,
  };
}

/**
 * Without scopes it takes both tokens of a user pool. The ID token comes first: behind a route for signed-in users, the
 * wrapper of this project's handlers takes no other.
 */
function jwt(scopes: readonly string[], { identitySource, issuer }: JwtAuthorizer): Credential {
  return {
    kind: scopes.length > 0 ? "access-token" : "id-token",
    header: headerOf(identitySource),
    issuers: [issuer],
    scopes,
    ...(scopes.length === 0 && { either: true as const }),
  };
}

function lambda({ identitySources }: LambdaAuthorizer): Credential {
  return { kind: "authorizer", sources: identitySources.flatMap((source) => sourceOf(source) ?? []) };
}

/** What a caller sends; stage variables and the context are none of it. */
function sourceOf(source: string): CredentialSource | undefined {
  const [, place, name] = /request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  if (name === undefined) return undefined;
  return { in: place === "header" ? "header" : "query", name };
}

function headerOf(source: string): string {
  const found = sourceOf(source);
  return found?.in === "header" ? found.name : "Authorization";
}

/** `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID`, of a pool that is elsewhere. */
function issuerAt(arn: string): string {
  const [, partition, , region, , pool = ""] = arn.split(":");
  return `https://cognito-idp.${region}.${suffixOf(partition)}/${pool.slice(pool.indexOf("/") + 1)}`;
}

/** The domain of AWS's endpoints. */
export function suffixOf(partition: string | undefined): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
