import type { Routes } from "./model";
import type { RoleName } from "./roles";
import type { SystemName } from "./systems";

/** Where signed-in people keep API keys of their own, in environments that have `selfServiceKeys`. */
export const keyRoutes = {
  "GET /keys": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
  // Takes one of these keys, and so shows whether it works; it counts as any call with it does.
  "GET /keys/current": { lock: "cognito", roles: "signed-in", key: true, handler: "api-keys" },
  "POST /keys": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
  "DELETE /keys/{id}": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
  "POST /keys/{id}/rotation": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
  "GET /keys/{id}/usage": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
} as const satisfies Routes<RoleName, SystemName>;
