import type { GateDescription } from "../../gateway";
import type { RunningGate } from "../../gateway/state/running";
import type { ApiModel } from "../../terraform/model";

/** How a user signs in without more than a name and a password. */
export interface Way {
  readonly clientId: string;
  readonly flow: "USER_AUTH" | "USER_PASSWORD_AUTH" | "USER_SRP_AUTH";
}

/** What enables each, the one of an app first. */
const FLOWS: readonly (readonly [flow: Way["flow"], entries: readonly string[]])[] = [
  ["USER_SRP_AUTH", ["ALLOW_USER_SRP_AUTH"]],
  ["USER_AUTH", ["ALLOW_USER_AUTH"]],
  ["USER_PASSWORD_AUTH", ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"]],
];

/**
 * How a user gets AWS credentials: an identity pool, and a way to sign in at a client whose tokens it takes; `undefined`
 * where there is none.
 */
export function wayToCredentials(
  { identityPools, userPools: [pool] }: Pick<ApiModel, "identityPools" | "userPools">,
  { clients }: Pick<GateDescription, "clients">,
): RunningGate["identityPool"] {
  if (pool === undefined) return undefined;
  for (const { id, providers } of identityPools) {
    const taken = providers.filter(({ providerName }) => providerName === pool.endpoint);
    const signIn = wayToSignIn({
      clients: clients.filter((client) => taken.some(({ clientId }) => clientId === client.clientId)),
    });
    if (signIn) return { id, login: pool.endpoint, signIn };
  }
  return undefined;
}

/** By a client without a secret; `null` where there is none that takes a password or a proof of it. */
export function wayToSignIn({ clients }: Pick<GateDescription, "clients">): Way | null {
  for (const [flow, entries] of FLOWS) {
    const client = clients.find(
      ({ clientSecret, flows }) => clientSecret === null && entries.some((entry) => flows.includes(entry)),
    );
    if (client) return { clientId: client.clientId, flow };
  }
  return null;
}
