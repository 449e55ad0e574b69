import type { Roles } from "@gatehouse-dev/gatehouse/access";

export const roles = {
  admin: { description: "Keeps the shop", precedence: 1 },
  user: { description: "Buys", precedence: 10 },
} satisfies Roles;
