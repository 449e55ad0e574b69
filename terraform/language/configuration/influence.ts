import { couldDecide, kindOf } from "../../types";
import type { Block } from "./stack";

/** What an error in a value means: for access, for a resource without influence on it, or for what refers to it. */
export type Weight = "deciding" | "ignored" | "none";

export function weightOf(block: Block): Weight {
  if (mayDecide(block)) return "deciding";
  return block.mode === "data" ? "none" : "ignored";
}

/**
 * Whether a block may itself have an influence on who may call what. A data source has one only through the resources that
 * use it.
 */
function mayDecide({ mode, type }: Pick<Block, "mode" | "type">): boolean {
  const kind = kindOf(type)?.kind;
  return mode === "resource" && (kind === "read" || (kind === undefined && couldDecide(type)));
}
