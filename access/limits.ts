import type { Limits } from "./model";

/** What one API key may use up. */
export const limits = { rate: 10, burst: 20, daily: 10_000 } as const satisfies Limits;
