import { createHmac } from "node:crypto";
import type { UserPoolClient } from "../../../terraform/model";
import { sameText } from "../../state/same-text";
import type { Seal } from "../../state/seal";
import { notAuthorized } from "../exceptions";

/**
 * The secret of a client that has one. AWS generates it, and the Terraform does not have it; here it is derived from the
 * installation's key, so that it stays the same as long as the client's id does.
 *
 * @returns 51 small letters and digits, as Cognito's
 */
export function clientSecret({ hasSecret, id }: UserPoolClient, seal: Seal): string | undefined {
  if (!hasSecret) return undefined;
  const text = BigInt(`0x${seal.derive("client-secret", id).toString("hex")}`).toString(36);
  return text.padStart(LENGTH, "0").slice(-LENGTH);
}

const LENGTH = 51;

/** SECRET_HASH for a user name; `undefined` of a client without a secret. */
export function secretHash(client: UserPoolClient, username: string, seal: Seal): string | undefined {
  const secret = clientSecret(client, seal);
  return secret && createHmac("sha256", secret).update(`${username}${client.id}`).digest("base64");
}

/**
 * Checks SECRET_HASH, which a client with a secret sends with every request:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 *
 * @param hash Base64 of the HMAC-SHA256 over user name and client id
 * @throws {ServiceError} `NotAuthorizedException`
 */
export function checkSecretHash(
  client: UserPoolClient,
  {
    hash,
    seal,
    username,
  }: { readonly hash: string | undefined; readonly seal: Seal; readonly username: string },
): void {
  const expected = secretHash(client, username, seal);
  if (expected === undefined) return;
  if (hash === undefined)
    throw notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  if (!sameText(hash, expected))
    throw notAuthorized(`SecretHash does not match for the client: ${client.id}`);
}

/**
 * Checks the secret itself, which some operations take in place of a hash.
 *
 * @throws {ServiceError} `NotAuthorizedException`
 */
export function checkClientSecret(client: UserPoolClient, given: string | undefined, seal: Seal): void {
  const secret = clientSecret(client, seal);
  if (secret === undefined) return;
  if (given === undefined)
    throw notAuthorized(`Client ${client.id} is configured with secret but ClientSecret was not received`);
  if (!sameText(given, secret))
    throw notAuthorized(`ClientSecret does not match for the client: ${client.id}`);
}
