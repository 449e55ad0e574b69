import type { OutboxMessage } from "../cognito/directory/outbox";
import type { CallRecord } from "../data-plane/call-record";
import type { Presentation } from "../data-plane/locks/lock";
import type { GateDescription } from "../deployment/description";

/** What the page's API answers, for the page and for tests. */

export interface ShownCalls {
  /** Changes when another reading of the Terraform is served: a time in ISO 8601. */
  readonly servedSince: string;
  readonly calls: readonly ShownCall[];
}

/** A call without the credentials in it. */
export interface ShownCall extends Omit<CallRecord, "at" | "invoked"> {
  /** From 1, in the order of the answers. */
  readonly number: number;
  /** ISO 8601 */
  readonly at: string;
}

export interface ShownCodes {
  /** Messages that Cognito would have sent, the newest first. */
  readonly messages: readonly OutboxMessage[];
  /** The present codes of users' software tokens. */
  readonly softwareTokens: readonly {
    readonly poolId: string;
    readonly username: string;
    readonly code: string;
  }[];
}

export interface ShownUser {
  readonly poolId: string;
  readonly pool: string;
  readonly sub: string;
  readonly username: string;
  readonly groups: readonly string[];
  readonly status: string;
  readonly isEnabled: boolean;
  readonly factors: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

export interface PageConfig
  extends Pick<
    GateDescription,
    "apiKeys" | "apis" | "endpoint" | "identityPoolId" | "issuer" | "oauthUrl" | "region" | "userPoolId"
  > {
  readonly clients: readonly (Omit<GateDescription["clients"][number], "clientSecret"> & {
    readonly hasSecret: boolean;
  })[];
  readonly samlProviders: readonly { readonly name: string; readonly arn: string; readonly url: string }[];
  readonly systems: readonly { readonly name: string; readonly roleArn: string }[];
  readonly partner: {
    readonly issuer: string;
    readonly clients: readonly { readonly clientId: string; readonly roles: readonly string[] }[];
  } | null;
  readonly methods: readonly ShownMethod[];
}

/** A method of one stage, and what a request to it presents. */
export interface ShownMethod {
  readonly api: string;
  readonly stage: string;
  /** `ANY` is every verb. */
  readonly verb: string;
  readonly path: string;
  /** `/dev`: before the path, without the gate's address, so that any of its names will do. */
  readonly base: string;
  readonly credential: Presentation["credential"];
  /** That a signature is for. */
  readonly service: string;
  readonly apiKeyRequired: boolean;
  readonly address: string;
}

/** Of a user, a system, or a client of the third-party issuer. */
export type SignedIn =
  | {
      readonly idToken: string;
      readonly accessToken: string;
      /** Name of the client that the user signed in with. */
      readonly client: string;
      /** The user pool, as identity pools name it. */
      readonly login: string;
      readonly identityPoolId?: string;
    }
  | { readonly credentials: SigningCredentials }
  | { readonly token: string };

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}
