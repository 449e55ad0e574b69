import type { AccessMatrix, Cell, MatrixRoute } from "../../../../terraform/access/matrix";
import type { Authorization } from "../../../../terraform/model";

/** A cell in short: `yes`, `no`, `?`, or `yes` with what it needs: `yes api-key`. */
export type Short = string;

export interface RouteOf extends Partial<Omit<MatrixRoute, "cells">> {
  readonly cells: readonly Short[];
}

const DECISIONS = { yes: "allow", no: "deny", "?": "unknown" } as const;

/**
 * A matrix of routes of the API `shop`, each by `VERB /path`.
 *
 * @param principals in the order of the cells
 */
export function matrix(
  principals: readonly string[],
  routes: Readonly<Record<string, RouteOf>>,
  notes: AccessMatrix["notes"] = [],
): AccessMatrix {
  return {
    principals,
    notes,
    routes: Object.entries(routes).map(([name, { cells, ...route }]) => {
      const [method = "", path = ""] = name.split(" ");
      return {
        kind: "rest" as const,
        apiName: "shop",
        apiAddress: "aws_api_gateway_rest_api.shop",
        method,
        path,
        authorization: "AWS_IAM" as Authorization,
        address: `aws_api_gateway_method.${method}`,
        ...route,
        cells: cells.map((short, index) => cell(short, principals[index] ?? "")),
      };
    }),
  };
}

function cell(short: Short, principal: string): Cell {
  const [sign = "", ...requires] = short.split(" ");
  return {
    principal,
    decision: DECISIONS[sign as keyof typeof DECISIONS],
    reason: "because",
    source: { address: "aws_iam_role_policy.x" },
    ...(requires.length > 0 && { requires: requires as NonNullable<Cell["requires"]> }),
  };
}
