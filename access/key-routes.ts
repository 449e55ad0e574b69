import type { Routes } from "./model";
import type { RoleName } from "./roles";
import type { SystemName } from "./systems";

/** Routes by which signed-in users manage their own API keys, in environments with `selfServiceKeys`. */
export const keyRoutes = {
  "GET /keys": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
  // Requires one of these keys, so that users can try a key out. The call counts against its limits like any other.
  "GET /keys/current": { lock: "cognito", roles: "signed-in", key: true, handler: "api-keys" },
  "POST /keys": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
  "DELETE /keys/{id}": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
  "POST /keys/{id}/rotation": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
  "GET /keys/{id}/usage": { lock: "cognito", roles: "signed-in", handler: "api-keys" },
} as const satisfies Routes<RoleName, SystemName>;
