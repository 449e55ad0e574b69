import type { Routes } from "@gatehouse-dev/gatehouse/access";
import type { roles } from "./roles";

export const routes: Routes<keyof typeof roles> = {
  "GET /pets": { lock: "iam", roles: ["user", "admin"], handler: "pets" },
  "POST /pets": { lock: "iam", roles: ["admin"], handler: "pets" },
  "POST /orders": { lock: "cognito", roles: ["user"], handler: "pets" },
  "GET /partner": { lock: "jwt", roles: ["user"], handler: "pets" },
  "GET /health": { lock: "public", because: "Monitors have no credentials", handler: "pets" },
};
