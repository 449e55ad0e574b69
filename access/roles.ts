import type { Roles } from "./model";

/** The roles of users. Each is a group of the user pool. */
export const roles = {
  admin: { description: "Keeps the shop: adds and removes pets and products", precedence: 1 },
  user: { description: "A customer: looks, and keeps an account", precedence: 10 },
} as const satisfies Roles;

export type RoleName = keyof typeof roles;
