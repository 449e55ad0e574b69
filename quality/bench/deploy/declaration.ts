import { limits } from "../../../access/limits";
import type { AccessModel, Lock, Role, Route, RouteKey } from "../../../access/model";

/** Who may call the routes: one role all of them, or a role for each 25. */
export type Grants = "one role" | "a role for each 25 routes";

const WHAT = [
  ["GET", ""],
  ["POST", ""],
  ["GET", "/{id}"],
  ["PUT", "/{id}"],
  ["DELETE", "/{id}"],
] as const;

/** Things with five routes on two paths each: listed and made, read, replaced and removed. All are below one path. */
export function declarationOf(lock: Lock, grants: Grants, count: number): AccessModel {
  const roleOf = (at: number) => (grants === "one role" ? "user" : `role${Math.floor(at / 25)}`);
  const names = [...new Set(Array.from({ length: count }, (_, at) => roleOf(at)))];
  const routes = Array.from({ length: count }, (_, at): [RouteKey, Route<string>] => {
    const [verb, after] = WHAT[at % WHAT.length] ?? WHAT[0];
    return [`${verb} /shop/things${Math.floor(at / WHAT.length)}${after}`, LOCKED[lock](roleOf(at))];
  });
  return {
    roles: Object.fromEntries(
      names.map((name, at): [string, Role] => [name, { description: "Users", precedence: at + 1 }]),
    ),
    systems: {},
    routes: Object.fromEntries(routes),
    limits,
  };
}

const HANDLER = { handler: "pets" } as const;
const BECAUSE = { because: "It is measured what an API of such routes weighs" } as const;

const LOCKED: Readonly<Record<Lock, (role: string) => Route<string>>> = {
  iam: (role) => ({ lock: "iam", roles: [role], ...HANDLER }),
  cognito: (role) => ({ lock: "cognito", roles: [role], ...HANDLER }),
  jwt: (role) => ({ lock: "jwt", roles: [role], ...HANDLER }),
  key: () => ({ lock: "key", ...BECAUSE, ...HANDLER }),
  public: () => ({ lock: "public", ...BECAUSE, ...HANDLER }),
};

export const LOCK_NAMES = Object.keys(LOCKED) as readonly Lock[];
