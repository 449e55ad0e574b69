import type { MethodThrottle, Throttle } from "./throttle";

export interface ApiKey {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Set only where the Terraform writes the value; AWS generates it otherwise. */
  readonly value?: string;
}

export interface UsagePlan {
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly stages: readonly {
    readonly apiId: string;
    readonly stage: string;
    /** Limits of single methods, in place of the plan's. */
    readonly throttles?: readonly MethodThrottle[];
  }[];
  readonly keyIds: readonly string[];
  /** Of each key. */
  readonly throttle?: Throttle;
  readonly quota?: {
    readonly limit: number;
    readonly period: "DAY" | "WEEK" | "MONTH";
    readonly offset: number;
  };
}
