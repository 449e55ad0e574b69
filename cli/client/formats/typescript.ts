import { onlyApi } from "../choose";
import type { CredentialKind } from "../credential";
import { need } from "../need";
import { concreteRoutes, hasDefault, inWords } from "../routes";
import { signInOf } from "../sign-in";
import { type Format, madeBy } from "./format";

/**
 * A TypeScript module without imports: addresses, what each route takes, and a `fetch` that sends it. Types of bodies come
 * from the OpenAPI document by openapi-typescript, whose client takes this `fetch`.
 */
export const typescript: Format = (chosen, options) => {
  const api = onlyApi(chosen);
  const { facts, identityPool } = chosen;
  const routes = concreteRoutes(api);
  const signIn = signInOf(chosen);
  const values = {
    url: need(api.url, `the address of ${api.name}`, facts),
    region: need(facts.region, "the region", facts),
    ...(signIn && { userPoolId: signIn.userPoolId, clientId: signIn.clientId }),
    ...(signIn?.identityPoolId !== undefined && { identityPoolId: signIn.identityPoolId }),
    ...(signIn?.pool.endpoint !== undefined && { userPoolEndpoint: signIn.pool.endpoint }),
    ...(identityPool?.endpoint !== undefined && { identityPoolEndpoint: identityPool.endpoint }),
  };
  const entries = routes.map((route) => {
    const { apiKey, credential, method, path } = route;
    const header = "header" in credential ? credential.header : "Authorization";
    const entry = { credential: credential.kind, header, apiKey };
    return `  // ${inWords(route)}\n  ${JSON.stringify(`${method} ${path}`)}: ${JSON.stringify(entry)},`;
  });
  const text = [
    `// ${madeBy(chosen, options)}`,
    `export const api = ${JSON.stringify(values, null, 2)} as const;`,
    `/** What each route takes. */\nexport const routes = {\n${entries.join("\n")}\n} as const;`,
    CLIENT,
  ].join("\n\n");
  return {
    files: { "gatehouse.ts": `${text.trimEnd()}\n` },
    notes: hasDefault(api) ? ["The route $default is left out: it has no path."] : [],
  };
};

/** By kind, the member of Credentials that gives it. */
const MEMBERS: Readonly<Record<CredentialKind, string | undefined>> = {
  none: undefined,
  signature: "sign",
  "id-token": "idToken",
  "access-token": "accessToken",
  "other-token": "otherToken",
  authorizer: "authorize",
};

const CLIENT = `export type Route = keyof typeof routes;

/** What a caller can show; a route whose credential is missing here is refused before it is called. */
export interface Credentials {
  readonly idToken?: () => string | Promise<string>;
  readonly accessToken?: () => string | Promise<string>;
  /** A token of another issuer than the user pool. */
  readonly otherToken?: () => string | Promise<string>;
  /** Signs a request (SigV4, service execute-api), such as AwsClient.sign of aws4fetch. */
  readonly sign?: (request: Request) => Request | Promise<Request>;
  /** Adds what a Lambda authorizer takes. */
  readonly authorize?: (request: Request) => Request | Promise<Request>;
  readonly apiKey?: () => string | Promise<string>;
}

const MEMBERS = ${JSON.stringify(MEMBERS)} as const;

const patterns = Object.keys(routes).map((route) => {
  const [method = "", path = ""] = route.split(" ");
  const parts = path.split(/(\\{[^}]+\\})/).map((part) => {
    if (!part.startsWith("{")) return part.replace(/[.*+?^\${}()|[\\]\\\\]/g, "\\\\$&");
    return part.endsWith("+}") ? ".+" : "[^/]+";
  });
  // Written-out segments come before parameters, and these before the rest of a path.
  const order = path.replace(/\\{[^}]+\\+\\}/g, "\\uffff").replace(/\\{[^}]+\\}/g, "\\ufffe");
  return { route: route as Route, method, order, pattern: new RegExp(\`^\${parts.join("")}/?$\`) };
}).sort((one, other) => (one.order < other.order ? -1 : 1));

/** The route that a request is for; undefined where there is none. */
export function routeOf(request: Request): Route | undefined {
  const base = new URL(api.url).pathname.replace(/\\/$/, "");
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith(base)) return undefined;
  const path = pathname.slice(base.length);
  return patterns.find(({ method, pattern }) => method === request.method && pattern.test(path))?.route;
}

/**
 * A fetch that sends with each request what its route takes.
 *
 * @throws Error for a request that is of no route, and for a route whose credential the caller does not have
 */
export function authorized(credentials: Credentials, send: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // Only this API gets the credentials.
    const route = new URL(request.url).origin === new URL(api.url).origin ? routeOf(request) : undefined;
    if (route === undefined) throw new Error(\`\${request.method} \${request.url} is no route of the API\`);
    return send(await withCredentials(request, route, credentials));
  };
}

async function withCredentials(request: Request, route: Route, credentials: Credentials): Promise<Request> {
  const { apiKey, credential, header }: { apiKey: boolean; credential: keyof typeof MEMBERS | "none"; header: string } = routes[route];
  if (apiKey) {
    if (!credentials.apiKey) throw new Error(\`\${route} takes an API key: give apiKey\`);
    request.headers.set("x-api-key", await credentials.apiKey());
  }
  if (credential === "none") return request;
  const member = MEMBERS[credential];
  const give = credentials[member];
  if (!give) throw new Error(\`\${route} takes \${credential}: give \${member}\`);
  if (member === "sign" || member === "authorize") return (give as (request: Request) => Request | Promise<Request>)(request);
  request.headers.set(header, \`Bearer \${await (give as () => string | Promise<string>)()}\`);
  return request;
}`;
