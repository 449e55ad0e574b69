import { holds } from "../../../../terraform/access/iam/conditions";
import { Context } from "../../../../terraform/access/iam/context";

export type Value = string | readonly string[] | undefined;

/** A condition on one key, held against a request with these values of it. */
export function held(
  operator: string,
  wanted: string | readonly string[],
  found: Value,
  version = "2012-10-17",
) {
  const values = typeof wanted === "string" ? [wanted] : wanted;
  const keys = {
    "aws:other": "other",
    "aws:several": ["x", "y"],
    ...(found !== undefined && { "aws:key": found }),
  };
  return holds({ operator, key: "aws:Key", values }, version, new Context([keys]));
}
