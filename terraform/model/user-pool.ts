import type { Known } from "./known";
import type { ClientSettings, DeclaredUser, UserPoolSettings } from "./user-pool-settings";

export interface UserPool {
  readonly address: string;
  /** `us-east-1_AbCdEf123` */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** `cognito-idp.REGION.amazonaws.com/ID`, as identity pools name the pool. */
  readonly endpoint: string;
  /** Of its tokens: `https://` and the endpoint. A gate may be asked to name itself instead. */
  readonly issuer: string;
  /** Whether user names are compared without regard to case, which a pool must say. Default false. */
  readonly ignoresCase?: true;
  /** Only the gate serves accounts: of a reader that is not strict, AWS's defaults. */
  readonly settings: UserPoolSettings;
  readonly clients: readonly UserPoolClient[];
  readonly groups: readonly UserGroup[];
  /** Users that the Terraform makes; of a reader that is not strict none. */
  readonly users: readonly DeclaredUser[];
  readonly resourceServers: readonly ResourceServer[];
  /** Its domains in this Terraform; without one its OAuth endpoints do not exist. Default none. */
  readonly domains?: readonly PoolDomain[];
  /** Other services by which users may sign in at the pool's OAuth endpoints. Default none. */
  readonly identityProviders?: readonly PoolIdentityProvider[];
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
  /** Only the gate serves accounts: of a reader that is not strict, AWS's defaults. */
  readonly settings: ClientSettings;
  /** What it may do at the pool's OAuth endpoints; absent is nothing. */
  readonly oauth?: Known<ClientOauth>;
}

export interface ClientOauth {
  /** `code` and `implicit`, by which users sign in; `client_credentials`, by which the client is its own master. */
  readonly flows: readonly string[];
  /** Scopes that may be asked for. */
  readonly scopes: readonly string[];
  /** Addresses that may get codes and tokens, compared exactly. Those that are not known are left out. */
  readonly callbackUrls: readonly string[];
  /** Where users may be sent after they signed out. */
  readonly logoutUrls: readonly string[];
  /** The callback address of requests that name none. */
  readonly defaultRedirectUri?: string;
  /** By what users may sign in: `COGNITO` is the pool itself, other names are identity providers. Default none. */
  readonly identityProviders: readonly string[];
}

/** Where the OAuth endpoints of a user pool are in the cloud. */
export interface PoolDomain {
  readonly address: string;
  /** A prefix of amazoncognito.com, or, with dots, a host name of its own. Absent where it is not known. */
  readonly name?: string;
}

/** Another service by which users sign in to a user pool. */
export interface PoolIdentityProvider {
  readonly address: string;
  /** `Google`, or a name of its own. */
  readonly name: string;
  /** `OIDC`, `SAML`, `Google`, … */
  readonly type: string;
  /** Other names under which a request may ask for it. */
  readonly identifiers: readonly string[];
  /** Claims or attributes of the provider by the attribute of the pool that gets their value. */
  readonly attributeMapping: Readonly<Record<string, string>>;
  /** `client_id`, `oidc_issuer`, `authorize_scopes`, …: those that are known. */
  readonly details: Readonly<Record<string, string>>;
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
