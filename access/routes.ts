import type { Routes } from "./model";
import type { RoleName } from "./roles";
import type { SystemName } from "./systems";

/** The routes, and which roles and systems may call them. The Terraform, the gate on localhost and the demo follow. */
export const routes = {
  "GET /pets": { lock: "iam", roles: ["user", "admin"], handler: "pets" },
  "POST /pets": { lock: "iam", roles: ["admin"], handler: "pets" },
  "GET /pets/{petId}": { lock: "iam", roles: ["user", "admin"], handler: "pets" },
  "DELETE /pets/{petId}": { lock: "iam", roles: ["admin"], handler: "pets" },

  "GET /products": { lock: "cognito", roles: ["user", "admin"], handler: "products" },
  "POST /products": { lock: "cognito", roles: ["admin"], handler: "products" },

  "GET /account": { lock: "cognito", roles: "signed-in", handler: "account" },
  "POST /account": { lock: "cognito", roles: "signed-in", handler: "account" },

  "GET /partner/pets": { lock: "jwt", roles: ["user", "admin"], handler: "pets" },
  "POST /partner/pets": { lock: "jwt", roles: ["admin"], handler: "pets" },

  "GET /inventory": { lock: "iam", systems: ["warehouse"], key: true, handler: "inventory" },

  "GET /health": {
    lock: "public",
    because: "Load balancers and uptime monitors have no credentials",
    handler: "health",
  },
} as const satisfies Routes<RoleName, SystemName>;
