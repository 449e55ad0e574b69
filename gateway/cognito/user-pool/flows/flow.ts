import type { UserPool, UserPoolClient } from "../../../../terraform/model/user-pool";
import type { UserPoolContext } from "../user-pool-operation";

/** One way to sign in: from InitiateAuth's AuthParameters to its output. */
export type Flow = (parameters: Readonly<Record<string, string>>, context: FlowContext) => Promise<unknown>;

export interface FlowContext extends UserPoolContext {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
}
