import { exactOptional, strictObject } from "valibot";
import { text } from "../handler/fields";
import type { ItemTable } from "../handler/item-table";
import { subOfPoolUser } from "../handler/pool-user";
import { readBody } from "../handler/request";
import type { Endpoint } from "../handler/serve";

/** The body of POST /account: whose account it is can not be said. */
export const accountFields = strictObject({
  name: exactOptional(text(100)),
  phone: exactOptional(text(40)),
  address: exactOptional(text(300)),
});

/**
 * The caller's own account, which is there from the first sign-in on, empty. Its key is the verified sub and
 * comes from nowhere else, so there is no request that reads or writes another one.
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
