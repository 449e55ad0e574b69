import type { AccessMatrix } from "../../../terraform/access/matrix";
import { type Positions, positionOf } from "../../../terraform/sources";
import { jsonText } from "../json";
import { inTreeOrder } from "./order";

/**
 * `{"routes":[{"kind","method","path","authorization","unknown"?,"address","position"?,
 * "cells":[{"principal","decision","reason","source":{"address","statement"?,"position"?},"requires"?}]}]}`
 */
export function matrixJson(
  { routes }: AccessMatrix,
  { positions }: { readonly positions: Positions },
): string {
  const at = (address: string) => {
    const position = positionOf(positions, address);
    return position && { position };
  };
  const report = inTreeOrder(routes).map(
    ({ address, api, authorization, cells, kind, method, path, stage, unknown }) => ({
      kind,
      ...(api !== undefined && { api }),
      ...(stage !== undefined && { stage }),
      method,
      path,
      authorization: unknown === undefined ? authorization : "UNKNOWN",
      ...(unknown !== undefined && { unknown }),
      address,
      ...at(address),
      cells: cells.map((cell) => ({ ...cell, source: { ...cell.source, ...at(cell.source.address) } })),
    }),
  );
  return `${jsonText({ routes: report }, 2)}\n`;
}
