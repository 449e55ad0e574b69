import type { Cell, MatrixRoute } from "../../../terraform/access/matrix";
import { type Positions, positionOf } from "../../../terraform/sources";
import { VERSION } from "../../schemas/version";
import type { WhyJson } from "../../schemas/why";
import { jsonText } from "../json";

/** One answer as `schemas/why.schema.json` describes it. */
export function whyJson(
  { cell, route, why }: { readonly route: MatrixRoute; readonly cell: Cell; readonly why: string },
  positions: Positions,
): string {
  const at = (address: string) => {
    const position = positionOf(positions, address);
    return position && { position };
  };
  const { address, api, kind, leftToBackend: left, method, path, stage } = route;
  const { decision, principal, reason, requires, source } = cell;
  const report: WhyJson = {
    version: VERSION,
    kind,
    ...(api !== undefined && { api }),
    ...(stage !== undefined && { stage }),
    method,
    path,
    address,
    ...at(address),
    principal,
    decision,
    reason,
    source: { ...source, ...at(source.address) },
    ...(requires && { requires: [...requires] }),
    ...(left && decision !== "deny" && { leftToBackend: { ...left, checks: [...left.checks] } }),
    text: why,
  };
  return `${jsonText(report, 2)}\n`;
}
