import type { AccessMatrix } from "../../../terraform/access/matrix";
import { type Positions, positionOf } from "../../../terraform/sources";
import type { AccessJson } from "../../schemas/access";
import { jsonText } from "../json";
import { noteReports } from "../note-reports";
import { inTreeOrder } from "./order";

/** The matrix as `schemas/access.schema.json` describes it. */
export function matrixJson(
  { notes, routes }: AccessMatrix,
  { positions }: { readonly positions: Positions },
): string {
  const at = (address: string) => {
    const position = positionOf(positions, address);
    return position && { position };
  };
  const report: AccessJson = {
    version: 1,
    routes: inTreeOrder(routes).map(
      ({ address, api, authorization, cells, kind, leftToBackend: left, method, path, stage, unknown }) => ({
        kind,
        ...(api !== undefined && { api }),
        ...(stage !== undefined && { stage }),
        method,
        path,
        authorization: unknown === undefined ? authorization : "UNKNOWN",
        ...(unknown !== undefined && { unknown }),
        address,
        ...at(address),
        ...(left && { leftToBackend: { ...left, checks: [...left.checks] } }),
        cells: cells.map(({ dependsOn: _, requires, source, ...cell }) => ({
          ...cell,
          source: { ...source, ...at(source.address) },
          ...(requires && { requires: [...requires] }),
        })),
      }),
    ),
    notes: noteReports(notes, positions),
  };
  return `${jsonText(report, 2)}\n`;
}
