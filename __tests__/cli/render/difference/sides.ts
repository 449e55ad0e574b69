import { accessChanges, type Difference } from "../../../../terraform/access/difference";
import type { AccessMatrix } from "../../../../terraform/access/matrix";
import { matrix, type RouteOf } from "../access/matrices";

export const principals = ["anonymous", "signed-in", "group:admin", "group:owner"];
export const LOCKED = ["no", "no", "yes", "no"];
export const OPEN = ["yes", "yes", "yes", "yes"];

/** Routes by name, each with its cells. */
export function sideOf(routes: Readonly<Record<string, readonly string[] | RouteOf>>): AccessMatrix {
  return matrix(
    principals,
    Object.fromEntries(
      Object.entries(routes).map(([name, of]) => [name, "cells" in of ? of : { cells: of }] as const),
    ),
  );
}

export function reported(base: AccessMatrix, head: AccessMatrix, more: Partial<Difference> = {}) {
  const none = { trust: [], narrowedTrust: [], undecided: [] };
  return {
    found: { ...accessChanges(base, head), ...none, ...more },
    base,
    warnings: [],
    positions: new Map([["aws_iam_role_policy.x", { file: "roles.tf", line: 3 }]]),
  };
}

export const paths = Array.from({ length: 84 }, (_, index) => `GET /pets/${index}`);
export const all = (cells: readonly string[]) =>
  sideOf(Object.fromEntries(paths.map((path) => [path, cells])));
