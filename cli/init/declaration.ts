import { manifest } from "../version";
import type { ApiKind } from "./stack";

const PACKAGE = manifest().name;

/** The declaration, by its files in `access/`: those that `gatehouse demo` reads. */
export function declarationFiles(extension: string): Readonly<Record<string, string>> {
  return { "roles.ts": ROLES, "routes.ts": routes(extension), "systems.ts": SYSTEMS, "limits.ts": LIMITS };
}

const ROLES = `import type { Roles } from "${PACKAGE}/access";

/** Groups of the user pool. Where a user is in several, the lowest precedence counts. */
export const roles = {
  admin: { description: "Adds items", precedence: 1 },
  user: { description: "Reads items", precedence: 10 },
} satisfies Roles;
`;

const routes = (extension: string) => `import type { Routes } from "${PACKAGE}/access";
import type { roles } from "./roles${extension}";

/** Who may call what. A route that is not here does not exist. */
export const routes: Routes<keyof typeof roles> = {
  "GET /health": { lock: "public", because: "Monitors have no credentials", handler: "health" },
  "GET /items": { lock: "iam", roles: ["user", "admin"], handler: "items" },
  "POST /items": { lock: "iam", roles: ["admin"], handler: "items" },
  "GET /orders": { lock: "cognito", roles: ["user"], handler: "items" },
};
`;

const SYSTEMS = `import type { Systems } from "${PACKAGE}/access";

/** Programs that call the API under an IAM role of their own. */
export const systems: Systems = {};
`;

const LIMITS = `import type { Limits } from "${PACKAGE}/access";

/** Requests in a second, at once, and in a day. */
export const limits: Limits = { rate: 10, burst: 20, daily: 10_000 };
`;

/** The functions behind the locks, to be replaced; by their folders. One that is behind an open route has no other. */
export const HANDLERS: Readonly<Record<ApiKind, Readonly<Record<string, string>>>> = {
  rest: handlers({ type: "{ httpMethod: string; path: string }", verb: "httpMethod", path: "path" }),
  http: handlers({
    type: "{ requestContext: { http: { method: string } }; rawPath: string }",
    verb: "requestContext.http.method",
    path: "rawPath",
  }),
};

/** @param event its type in TypeScript, and where it has the verb and the path */
function handlers(event: { readonly type: string; readonly verb: string; readonly path: string }) {
  return {
    items: `/** Runs for calls that the API's locks let through. */
export const handler = async (event: ${event.type}) => ({
  statusCode: 200,
  body: JSON.stringify({ served: \`\${event.${event.verb}} \${event.${event.path}}\` }),
});
`,
    health: `/** Anyone may call it. */
export const handler = async () => ({ statusCode: 200, body: JSON.stringify({ status: "ok" }) });
`,
  };
}
