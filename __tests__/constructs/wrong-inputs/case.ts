import type { Construct } from "constructs";

export type Build = (scope: Construct) => unknown;

/** What is built is refused with this code, and a message that says this. */
export type Case = readonly [code: string, says: RegExp, build: Build];
