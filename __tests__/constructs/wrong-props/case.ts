import type { Construct } from "constructs";

export type Build = (scope: Construct) => unknown;

/** What is built is refused with this code, and a message that has this text. */
export type Case = readonly [code: string, says: string, build: Build];
