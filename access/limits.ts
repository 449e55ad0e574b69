import type { Limits } from "./model";

/** The usage limits of each API key. */
export const limits = { rate: 10, burst: 20, daily: 10_000 } as const satisfies Limits;
