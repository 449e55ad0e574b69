import type { GateDescription } from "../../gateway";

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
