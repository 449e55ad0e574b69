import type { UserPool, UserPoolClient } from "../../../terraform/model";
import type { InputSchema } from "../../protocol/input";
import type { UserPoolContext } from "./user-pool-operation";

/** The flows of InitiateAuth, each with the entries of a client's explicit_auth_flows that enable it. */
export const AUTH_FLOWS = {
  CUSTOM_AUTH: ["ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY"],
  REFRESH_TOKEN_AUTH: ["ALLOW_REFRESH_TOKEN_AUTH"],
  USER_AUTH: ["ALLOW_USER_AUTH"],
  USER_PASSWORD_AUTH: ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"],
  USER_SRP_AUTH: ["ALLOW_USER_SRP_AUTH"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A flow that is implemented: a file of its own in `flows`. */
export interface AuthFlow<Parameters = unknown> {
  readonly name: keyof typeof AUTH_FLOWS;
  /** Of InitiateAuth's AuthParameters. */
  readonly parameters: InputSchema<Parameters>;
  /**
   * The user name over which a client with a secret makes SECRET_HASH.
   *
   * @default the parameter USERNAME
   */
  hashedName?(parameters: Parameters, context: FlowContext): string;
  /**
   * @returns the output of InitiateAuth: tokens, or a challenge
   * @throws {ServiceError} where the user is not signed in
   */
  run(parameters: Parameters, context: FlowContext): Promise<unknown>;
}

/** What a flow works from. */
export interface FlowContext extends UserPoolContext {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** `Session` of InitiateAuth, which ConfirmSignUp gave. */
  readonly signUpSession?: string;
  /** ClientMetadata of InitiateAuth, which the trigger before the authentication gets. */
  readonly validationData?: Readonly<Record<string, string>>;
}

/** Names that mean a flow beside its own. */
export const FLOW_ALIASES = { REFRESH_TOKEN: "REFRESH_TOKEN_AUTH" } as const;

/** Infers the type of a flow's parameters from their schema. */
export function authFlow<Parameters>(flow: AuthFlow<Parameters>): AuthFlow<Parameters> {
  return flow;
}
