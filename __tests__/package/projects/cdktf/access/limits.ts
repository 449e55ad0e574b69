import type { Limits } from "@gatehouse-dev/gatehouse/access";

export const limits: Limits = { rate: 10, burst: 20, daily: 10_000 };
