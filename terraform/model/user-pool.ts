import type { Known } from "./known";

export interface UserPool {
  readonly address: string;
  /** `us-east-1_AbCdEf123` */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** `https://cognito-idp.REGION.amazonaws.com/ID` */
  readonly issuer: string;
  /** Whether user names are compared without regard to case, which a pool must say. Default false. */
  readonly ignoresCase?: true;
  readonly clients: readonly UserPoolClient[];
  readonly groups: readonly UserGroup[];
  readonly resourceServers: readonly ResourceServer[];
  /** Whether it has a domain in this Terraform; without one its OAuth endpoints do not exist. */
  readonly hasDomain?: true;
  readonly preTokenGeneration?: { readonly functionArn: string; readonly version: "V1_0" | "V2_0" | "V3_0" };
}

export interface UserPoolClient {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly hasSecret: boolean;
  /** `ALLOW_USER_SRP_AUTH`, … */
  readonly explicitAuthFlows: readonly string[];
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** What it may do at the pool's OAuth endpoints; absent is nothing. */
  readonly oauth?: Known<ClientOauth>;
}

export interface ClientOauth {
  /** `code` and `implicit`, by which users sign in; `client_credentials`, by which the client is its own master. */
  readonly flows: readonly string[];
  /** Scopes that may be asked for. */
  readonly scopes: readonly string[];
}

export interface UserGroup {
  readonly address: string;
  readonly name: string;
  readonly precedence?: number;
  readonly roleArn?: string;
  /** Why its role is not known. */
  readonly unknown?: string;
}

export interface ResourceServer {
  readonly address: string;
  readonly identifier: string;
  readonly scopes: readonly string[];
}
