import * as v from "valibot";
import { appClients } from "../cognito/user-pool/app-clients";
import { issueTokens } from "../cognito/user-pool/tokens";
import { type PageContext, PageError } from "./context";
import type { SignedIn } from "./shapes";

const INPUT = v.union([
  v.strictObject({ poolId: v.string(), sub: v.string() }),
  v.strictObject({ system: v.string() }),
  v.strictObject({ partner: v.string() }),
]);

/**
 * Signs a caller in without a password: a user of a pool gets the tokens that a sign-in with the app would have given, a
 * system its credentials, a client of the third-party issuer its token.
 *
 * @throws {PageError} for one that is not known, or could not sign in
 */
export async function signIn(input: unknown, context: PageContext): Promise<SignedIn> {
  const parsed = v.safeParse(INPUT, input);
  if (!parsed.success)
    throw new PageError(
      400,
      "Expected { poolId, sub } of a user, { system: name } or { partner: clientId }.",
    );
  const who = parsed.output;
  if ("system" in who) {
    const system = context.description.systems.find(({ name }) => name === who.system);
    if (!system) throw new PageError(404, `There is no system ${who.system}.`);
    const { accessKeyId, secretAccessKey, sessionToken } = system;
    return { credentials: { accessKeyId, secretAccessKey, sessionToken } };
  }
  if ("partner" in who) {
    const token = context.partnerToken(who.partner);
    if (token === undefined) throw new PageError(404, `There is no client ${who.partner}.`);
    return { token };
  }
  return userTokens(who, context);
}

async function userTokens(
  { poolId, sub }: { readonly poolId: string; readonly sub: string },
  { userPool }: PageContext,
): Promise<SignedIn> {
  const pool = userPool.model.userPools.find(({ id }) => id === poolId);
  const user = pool && userPool.directory.users.get({ poolId, sub });
  if (!pool || !user) throw new PageError(404, "There is no such user.");
  if (!user.isEnabled) throw new PageError(409, "The user is disabled.");
  if (user.status !== "CONFIRMED" && user.status !== "EXTERNAL_PROVIDER")
    throw new PageError(409, `The user is ${user.status}: sign in with the app to go on.`);
  const client = appClients(pool).app ?? pool.clients[0];
  if (!client) throw new PageError(409, `${pool.address} has no client.`);
  const tokens = await issueTokens(
    user,
    { ...userPool, pool, client },
    { source: "TokenGeneration_Authentication" },
  );
  const identityPool = userPool.model.identityPools[0];
  return {
    idToken: tokens.IdToken,
    accessToken: tokens.AccessToken,
    client: client.name,
    login: pool.issuer.replace(/^https?:\/\//, ""),
    ...(identityPool && { identityPoolId: identityPool.id }),
  };
}
