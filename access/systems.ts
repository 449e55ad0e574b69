import type { Systems } from "./model";

/** The programs that call the API. Each has an IAM role of its own. */
export const systems = {
  warehouse: { description: "The warehouse's stock keeping, which reads the inventory" },
} as const satisfies Systems;

export type SystemName = keyof typeof systems;
