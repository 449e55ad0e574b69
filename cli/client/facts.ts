/**
 * What a client of an API must know, without secrets. It is made of Terraform, its outputs or a running gate, and every
 * format is written from it. The gate keeps it as JSON.
 */
import type { Known, UserPoolSettings } from "../../terraform/model";
import type { Credential } from "./credential";

export interface ClientFacts {
  /** What it was read from, for the first line of files: `the gate at http://127.0.0.1:3000`, `state.json`. */
  readonly source: string;
  readonly region: Known<string>;
  readonly userPools: readonly PoolFacts[];
  readonly identityPools: readonly IdentityPoolFacts[];
  readonly apis: readonly ApiFacts[];
  /** Absent is none, or not known. */
  readonly functionUrls?: readonly FunctionUrlFacts[];
  /** Why there is no more than this, where outputs are all that was given: they have no routes. */
  readonly partial?: string;
}

export interface PoolFacts {
  readonly address: string;
  readonly id: Known<string>;
  /** Of its tokens. */
  readonly issuer: Known<string>;
  /** Where its operations are, in place of AWS: `http://127.0.0.1:3000`. */
  readonly endpoint?: string;
  /** Below it are its OAuth endpoints: `https://login.example.com`. Absent without a domain. */
  readonly oauthUrl?: Known<string>;
  readonly clients: readonly AppClient[];
  readonly groups: readonly { readonly name: string; readonly precedence?: number }[];
  readonly settings: Known<PublicSettings>;
}

/** Of the settings, what clients show or ask for. */
export type PublicSettings = Pick<
  UserPoolSettings,
  "autoVerifiedAttributes" | "firstFactors" | "mfa" | "passwordPolicy" | "usernameAttributes"
> & { readonly requiredAttributes: readonly string[] };

export interface AppClient {
  readonly address: string;
  readonly id: Known<string>;
  readonly name: string;
  readonly hasSecret: boolean;
  /** `ALLOW_USER_SRP_AUTH`, … */
  readonly flows: readonly string[];
  /** What it may do at the OAuth endpoints; absent is nothing. */
  readonly oauth?: Known<{
    readonly flows: readonly string[];
    readonly scopes: readonly string[];
    readonly callbackUrls: readonly string[];
    readonly logoutUrls: readonly string[];
    readonly identityProviders: readonly string[];
  }>;
}

export interface IdentityPoolFacts {
  readonly address: string;
  readonly id: Known<string>;
  /** Where its operations are, in place of AWS. */
  readonly endpoint?: string;
  readonly allowsGuests: boolean;
  /** Addresses of the app clients whose users it takes. */
  readonly clients: readonly string[];
}

/** The URL of a function, which takes every method and path. */
export interface FunctionUrlFacts {
  readonly address: string;
  /** Of the function. */
  readonly name: string;
  /** Without a slash at the end. */
  readonly url: Known<string>;
  readonly credential: Extract<Credential, { kind: "none" | "signature" }>;
  /** Why its lock is not known. */
  readonly unknown?: string;
}

/** An API at one of its stages. */
export interface ApiFacts {
  readonly address: string;
  readonly name: string;
  readonly kind: "rest" | "http";
  readonly stage: string;
  /** Without a slash at the end. */
  readonly url: Known<string>;
  readonly routes: readonly RouteFacts[];
  /** Why these may not be all of its routes. */
  readonly unknown?: string;
  /** Whether a resource policy or a firewall may refuse callers as well. */
  readonly isGuarded: boolean;
  /** Schemas of bodies by name, as the Terraform has them: JSON Schema, draft 4. */
  readonly models: Readonly<Record<string, unknown>>;
}

export interface RouteFacts {
  readonly address: string;
  /** `GET`, …, or `ANY`. */
  readonly method: string;
  /** `/pets/{petId}`, `/files/{path+}`, or `$default`. */
  readonly path: string;
  readonly credential: Credential;
  /** Whether it takes an API key beside, in the header `x-api-key`. */
  readonly apiKey: boolean;
  /** Why its lock is not known. */
  readonly unknown?: string;
  /** Parameters without which requests are refused; names as the Terraform has them. */
  readonly required: readonly { readonly place: "header" | "path" | "querystring"; readonly name: string }[];
  /** Names of the models of its bodies, by media type. */
  readonly bodies: Readonly<Record<string, string>>;
}
