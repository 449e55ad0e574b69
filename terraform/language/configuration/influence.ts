import { couldDecide, kindOf } from "../../types";
import type { Block } from "./stack";

/**
 * Whether a block may itself have an influence on who may call what. A data source has one only through the resources that
 * use it.
 */
export function mayDecide({ mode, type }: Pick<Block, "mode" | "type">): boolean {
  const kind = kindOf(type)?.kind;
  return mode === "resource" && (kind === "read" || (kind === undefined && couldDecide(type)));
}
