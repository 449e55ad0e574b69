import { UsageError } from "../error";
import type { Chosen } from "./choose";
import type { PoolFacts } from "./facts";
import { need } from "./need";

/** What people sign in with, all of it known. */
export interface SignIn {
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly identityPoolId?: string;
  readonly pool: PoolFacts;
}

/**
 * @returns undefined where no client without a secret is of a user pool: then nobody signs in with such a program
 * @throws UsageError `CLIENT_FACT_UNKNOWN` for an id that is not known
 */
export function signInOf({ client, facts, identityPool, pool }: Chosen): SignIn | undefined {
  if (!pool || !client) return undefined;
  return {
    region: need(facts.region, "the region", facts),
    userPoolId: need(pool.id, "the id of the user pool", facts),
    clientId: need(client.id, `the id of the app client ${client.name}`, facts),
    ...(identityPool && { identityPoolId: need(identityPool.id, "the id of the identity pool", facts) }),
    pool,
  };
}

/**
 * For files that are about signing in.
 *
 * @returns undefined where there is no user pool
 * @throws UsageError `CLIENT_UNKNOWN` where every client has a secret; and as signInOf()
 */
export function onlySignIn(chosen: Chosen): SignIn | undefined {
  const { facts } = chosen;
  const signIn = signInOf(chosen);
  if (signIn || facts.userPools.length === 0) return signIn;
  throw new UsageError(
    "CLIENT_UNKNOWN",
    `The user pools in ${facts.source} have no app client without a secret; a program that users have cannot keep one.`,
  );
}
