import type { Caller } from "./caller";
import { RequestError } from "./reply";

/**
 * The sub of a user of the user pool. A sub is unique at its issuer only, so items under a sub are those of one issuer's
 * users.
 *
 * @param what is kept, for the message: `Accounts`
 * @throws RequestError 403 for every other caller
 */
export function subOfPoolUser(caller: Caller, what: string): string {
  if (caller.kind === "user" && caller.via === "pool") return caller.id;
  throw new RequestError(403, `${what} are for users of the user pool`);
}
