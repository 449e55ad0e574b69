import { CREDENTIAL_WORDS, type CredentialKind } from "./credential";
import type { ApiFacts, RouteFacts } from "./facts";

/** A route with one method. */
export interface ConcreteRoute extends RouteFacts {
  /** Of parameters in the path, in order: `petId`. */
  readonly parameters: readonly { readonly name: string; readonly isGreedy: boolean }[];
}

/** What ANY stands for in files for clients. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/**
 * The routes with ANY written out, by path and then method. `$default`, which has no path, is left out.
 */
export function concreteRoutes({ routes }: ApiFacts): readonly ConcreteRoute[] {
  const own = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  return routes
    .filter(({ path }) => path.startsWith("/"))
    .flatMap((route) => {
      const methods =
        route.method === "ANY"
          ? METHODS.filter((method) => !own.has(`${method} ${route.path}`))
          : [route.method];
      return methods.map(
        (method): ConcreteRoute => ({ ...route, method, parameters: parametersOf(route.path) }),
      );
    })
    .sort(
      (one, other) =>
        compare(one.path, other.path) || METHODS.indexOf(one.method) - METHODS.indexOf(other.method),
    );
}

/** Whether a route that files leave out takes what no other takes. */
export function hasDefault({ routes }: ApiFacts): boolean {
  return routes.some(({ path }) => !path.startsWith("/"));
}

function parametersOf(path: string): ConcreteRoute["parameters"] {
  return [...path.matchAll(/\{([^}+]+)(\+?)\}/g)].map(([, name = "", plus]) => ({
    name,
    isGreedy: plus === "+",
  }));
}

/** By code units, the same on every machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** `the access token, with one of the scopes petstore/admin, and an API key` */
export function inWords({ apiKey, credential }: RouteFacts): string {
  const own = DETAILS[credential.kind](credential as never);
  return apiKey ? `${own}${credential.kind === "none" ? ", but" : ", and"} an API key in x-api-key` : own;
}

type Of<K extends CredentialKind> = Extract<RouteFacts["credential"], { readonly kind: K }>;

const DETAILS: { readonly [K in CredentialKind]: (credential: Of<K>) => string } = {
  none: () => CREDENTIAL_WORDS.none,
  signature: () => CREDENTIAL_WORDS.signature,
  "id-token": ({ either, header }) =>
    `${CREDENTIAL_WORDS["id-token"]} in ${header}${either ? " (API Gateway takes the access token as well; the function may refuse it)" : ""}`,
  "access-token": ({ header, scopes }) => `${CREDENTIAL_WORDS["access-token"]} in ${header}${scoped(scopes)}`,
  "other-token": ({ header, issuers, scopes }) =>
    `a token of ${issuers.join(" or ")} in ${header}${scoped(scopes)}`,
  authorizer: ({ sources }) =>
    sources.length === 0
      ? `${CREDENTIAL_WORDS.authorizer}; the Terraform does not say where it reads it`
      : `${CREDENTIAL_WORDS.authorizer} in ${sources.map((source) => `the ${source.in === "header" ? "header" : "query parameter"} ${source.name}`).join(" and ")}`,
};

function scoped(scopes: readonly string[]): string {
  if (scopes.length === 0) return "";
  return scopes.length === 1
    ? `, with the scope ${scopes[0]}`
    : `, with one of the scopes ${scopes.join(", ")}`;
}
