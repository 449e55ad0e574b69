import { exactOptional, strictObject } from "valibot";
import { text } from "../handler/fields";
import type { ItemTable } from "../handler/item-table";
import { subOfPoolUser } from "../handler/pool-user";
import { readBody } from "../handler/request";
import type { Endpoint } from "../handler/serve";

/** The body of POST /account. It cannot name the account. */
export const accountFields = strictObject({
  name: exactOptional(text(100)),
  phone: exactOptional(text(40)),
  address: exactOptional(text(300)),
});

/**
 * The caller's own account, empty until it is written. Its key is the verified sub, so no request reads or writes the
 * account of another caller.
 */
export function accountEndpoints(accounts: ItemTable): Readonly<Record<string, Endpoint>> {
  return {
    "GET /account": async ({ caller }) => {
      const sub = subOfPoolUser(caller, "Accounts");
      return { status: 200, body: { ...(await accounts.get(sub)), sub } };
    },
    "POST /account": async ({ caller, event }) => {
      const sub = subOfPoolUser(caller, "Accounts");
      const account = { ...readBody(event, accountFields), sub };
      await accounts.put(sub, account);
      return { status: 200, body: account };
    },
  };
}
