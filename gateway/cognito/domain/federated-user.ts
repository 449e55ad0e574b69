import { randomUUID } from "node:crypto";
import * as v from "valibot";
import type { PoolIdentityProvider } from "../../../terraform/model";
import type { StoredUser } from "../directory/stored-user";
import { notAuthorized } from "../exceptions";
import { groupOfProvider } from "../user-pool/groups";
import { afterAuthentication } from "../user-pool/triggers/authentication";
import { postConfirmation } from "../user-pool/triggers/post-confirmation";
import { preSignUp } from "../user-pool/triggers/pre-sign-up";
import type { AuthorizationRequest } from "./authorization-request";
import type { DomainContext, ExternalIdentity, OauthClient } from "./context";

interface Federated {
  readonly asked: AuthorizationRequest;
  readonly provider: PoolIdentityProvider;
}

/**
 * The user pool's own record of a user of another service: made at the first sign-in, and given the mapped attributes
 * at each. Groups are the pool's own, and none comes from the other service. The pool's triggers may refuse.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 *
 * @throws {ServiceError} where a trigger fails, or the user may not sign in
 */
export async function federatedUser(
  identity: ExternalIdentity,
  { asked: { client, pool }, provider }: Federated,
  context: DomainContext,
): Promise<StoredUser> {
  const { users } = context.directory;
  const username = `${provider.name}_${identity.subject}`;
  const named = users.find(pool, username);
  // The name may also be another user's alias, which is no user name.
  const known = named?.username.toLowerCase() === username.toLowerCase() ? named : undefined;
  const made =
    known ??
    (await signUp(newUser(identity, { pool, provider, username }, context), { client, pool }, context));
  // A user of the pool may have taken the name, which is not to be taken over.
  if (!isOf(made, identity)) throw notAuthorized("Already found an entry for username");
  if (!made.isEnabled) throw notAuthorized("User is disabled.");
  const attributes = mapped(identity, provider);
  const user = await users.change(made, (latest) => ({
    ...latest,
    attributes: { ...latest.attributes, ...attributes },
  }));
  await afterAuthentication(user ?? made, {}, { ...context, client, pool });
  return user ?? made;
}

/** A new user is confirmed at once, if the pool's function lets the user in. */
async function signUp(
  user: StoredUser,
  { client, pool }: Pick<OauthClient, "client" | "pool">,
  context: DomainContext,
): Promise<StoredUser> {
  const call = { pool, clientId: client.id, clientMetadata: {} };
  const { attributes, username } = user;
  await preSignUp(
    { ...call, source: "PreSignUp_ExternalProvider", username, attributes, validationData: {} },
    context,
  );
  await context.directory.users.add(user);
  await postConfirmation({ ...call, source: "PostConfirmation_ConfirmSignUp", user }, context);
  return user;
}

function newUser(
  identity: ExternalIdentity,
  {
    pool,
    provider,
    username,
  }: Pick<OauthClient, "pool"> & Pick<Federated, "provider"> & { readonly username: string },
  { now }: DomainContext,
): StoredUser {
  const at = now().getTime();
  const entry = {
    userId: identity.subject,
    providerName: provider.name,
    providerType: provider.type,
    issuer: null,
    primary: "true",
    dateCreated: String(at),
  };
  return {
    poolId: pool.id,
    username,
    sub: randomUUID(),
    attributes: { ...mapped(identity, provider), identities: JSON.stringify([entry]) },
    groups: [groupOfProvider(pool, provider.name)],
    status: "EXTERNAL_PROVIDER",
    isEnabled: true,
    mfa: { factors: [] },
    createdAt: at,
    modifiedAt: at,
  };
}

const IDENTITIES = v.array(v.object({ userId: v.string(), providerName: v.string() }));

/** Whether a user is this one of the other service; only a sign-in there writes the attribute. */
function isOf({ attributes }: StoredUser, { provider, subject }: ExternalIdentity): boolean {
  const { output, success } = v.safeParse(IDENTITIES, JSON.parse(attributes.identities ?? "[]"));
  return (
    success && output.some(({ providerName, userId }) => providerName === provider && userId === subject)
  );
}

/** An e-mail address of another service is not verified, unless the mapping says so. */
function mapped(
  { claims }: ExternalIdentity,
  { attributeMapping }: PoolIdentityProvider,
): Readonly<Record<string, string>> {
  const values = Object.entries(attributeMapping).flatMap(([attribute, claim]) => {
    const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
    return attribute === "username" || value === undefined ? [] : [[attribute, value] as const];
  });
  const attributes: Record<string, string> = Object.fromEntries(values);
  const unverified = ["email", "phone_number"].filter((name) => name in attributes);
  return { ...Object.fromEntries(unverified.map((name) => [`${name}_verified`, "false"])), ...attributes };
}
