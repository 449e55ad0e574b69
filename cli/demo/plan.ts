/**
 * Every caller against every route, with the answer that the declaration promises. The gate never sees the
 * declaration, so that what it answers is what the Terraform says.
 */
import type { AccessModel, Route, RouteKey } from "../../access/model";

/** What a caller shows at the gate. */
export type Credentials =
  | { readonly kind: "none" }
  | { readonly kind: "signed"; readonly by: Person | SystemCaller }
  | { readonly kind: "signed-by-nobody" }
  | { readonly kind: "access-token" | "id-token"; readonly of: Person }
  | { readonly kind: "forged-token" }
  | { readonly kind: "partner-token"; readonly role: string };

export interface Person {
  readonly role: string;
}

export interface SystemCaller {
  readonly system: string;
}

export interface Attempt {
  readonly route: RouteKey;
  readonly caller: string;
  readonly credentials: Credentials;
  readonly withKey: boolean;
  /** Refused by the gate with this status, or let through to the handler. */
  readonly expected: "admitted" | 401 | 403;
}

/** @param nameOf the user that stands for a role: `alice` for admin */
export function plan(access: AccessModel, nameOf: (role: string) => string): Attempt[] {
  return (Object.entries(access.routes) as [RouteKey, Route][]).flatMap(([route, declared]) => {
    const tries = attemptsAt(declared, access, nameOf);
    const needsKey = declared.lock === "key" || declared.key === true;
    if (!needsKey) return tries.map((one) => ({ route, withKey: false, ...one }));
    // The key is asked for after the lock: without it, whom the lock admits is refused all the same.
    const without = tries
      .filter((one) => one.expected === "admitted")
      .map((one) => ({
        ...one,
        route,
        withKey: false,
        caller: `${one.caller}, no API key`,
        expected: 403 as const,
      }));
    return [...tries.map((one) => ({ route, withKey: true, ...one })), ...without];
  });
}

type Try = Omit<Attempt, "route" | "withKey">;

function attemptsAt(route: Route, access: AccessModel, nameOf: (role: string) => string): Try[] {
  const people = Object.keys(access.roles).map((role) => ({ role, name: nameOf(role) }));
  const includes = (names: readonly string[] | undefined, name: string) => names?.includes(name) === true;
  switch (route.lock) {
    case "iam":
      return [
        ...people.map(
          ({ role, name }): Try => ({
            caller: name,
            credentials: { kind: "signed", by: { role } },
            expected: includes(route.roles, role) ? "admitted" : 403,
          }),
        ),
        ...Object.keys(access.systems).map(
          (system): Try => ({
            caller: system,
            credentials: { kind: "signed", by: { system } },
            expected: includes(route.systems, system) ? "admitted" : 403,
          }),
        ),
        { caller: "mallory, unsigned", credentials: { kind: "none" }, expected: 403 },
        { caller: "mallory, made-up key", credentials: { kind: "signed-by-nobody" }, expected: 403 },
      ];
    case "cognito": {
      // Scopes are in access tokens only; a route for everyone signed in takes the ID token.
      const [right, wrong] =
        route.roles === "signed-in"
          ? (["id-token", "access-token"] as const)
          : (["access-token", "id-token"] as const);
      return [
        ...people.flatMap(({ role, name }): Try[] => [
          {
            caller: name,
            credentials: { kind: right, of: { role } },
            expected: route.roles === "signed-in" || includes(route.roles, role) ? "admitted" : 401,
          },
          { caller: `${name}, ${wrong}`, credentials: { kind: wrong, of: { role } }, expected: 401 },
        ]),
        ...impostors(401),
      ];
    }
    case "jwt":
      return [
        ...people.map(
          ({ role }): Try => ({
            caller: `partner-${role}`,
            credentials: { kind: "partner-token", role },
            expected: includes(route.roles, role) ? "admitted" : 403,
          }),
        ),
        ...people.slice(0, 1).map(
          ({ role, name }): Try => ({
            caller: `${name}, of another issuer`,
            credentials: { kind: "access-token", of: { role } },
            expected: 401,
          }),
        ),
        ...impostors(401),
      ];
    case "key":
    case "public":
      return [{ caller: "mallory", credentials: { kind: "none" }, expected: "admitted" }];
  }
}

function impostors(status: 401): Try[] {
  return [
    { caller: "mallory, no token", credentials: { kind: "none" }, expected: status },
    { caller: "mallory, forged token", credentials: { kind: "forged-token" }, expected: status },
  ];
}
