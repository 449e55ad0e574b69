import type { Systems } from "@gatehouse-dev/gatehouse/access";

export const systems: Systems = {};
