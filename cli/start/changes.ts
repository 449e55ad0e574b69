import { accessChanges } from "../../terraform/access/difference";
import type { AccessMatrix } from "../../terraform/access/matrix";
import { differenceText } from "../render/difference/text";
import { cleaned } from "../render/printable";

/**
 * Who may call more or less than before, as `gatehouse diff` words it; empty where nobody may. Of what is served alone: what
 * else a change does, such as for trust, is for `gatehouse diff`.
 */
export function changesText(before: AccessMatrix, after: AccessMatrix, width: number): string {
  const { narrowed, widened } = accessChanges(before, after);
  if (narrowed.length + widened.length === 0) return "";
  const found = { widened, narrowed, trust: [], narrowedTrust: [], undecided: [] };
  const reported = cleaned({ found, base: before, warnings: [] });
  return differenceText({ ...reported, positions: new Map() }, { width }).trimEnd();
}
