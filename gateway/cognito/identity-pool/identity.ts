import type { IdentityPool } from "../../../terraform/model";
import type { Seal } from "../../state/seal";

/**
 * The identity of a user in an identity pool. It is derived from the login, so that the same login always has the same
 * identity and no table of identities is kept. `us-east-1:00000000-0000-4000-8000-000000000000`
 */
export function identityOf(
  pool: IdentityPool,
  login: { readonly providerName: string; readonly sub: string },
  seal: Seal,
): string {
  const hash = seal
    .derive("identity", JSON.stringify([pool.id, login.providerName, login.sub]))
    .toString("hex");
  const uuid = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return `${pool.id.split(":")[0]}:${uuid.join("-")}`;
}
