import * as v from "valibot";
import type { Seal } from "../../../state/seal";
import { cognitoError } from "../../exceptions";

/** Input of operations that return lists page by page. */
export const pageInput = {
  Limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60))),
  NextToken: v.optional(v.string()),
};

/** The same, of operations that describe what the Terraform has. */
export const maxResultsInput = { MaxResults: pageInput.Limit, NextToken: pageInput.NextToken };

interface PageInput {
  readonly Limit?: number | undefined;
  readonly NextToken?: string | undefined;
}

const LONGEST = 60;
const KIND = "page";

/**
 * One page of a list, and the token of the next one.
 *
 * @throws {ServiceError} `InvalidParameterException` for a token that is not the gate's
 */
export function page<Item>(
  list: readonly Item[],
  { Limit: limit, NextToken: token }: PageInput,
  { seal }: { readonly seal: Seal },
): { readonly items: readonly Item[]; readonly next: { readonly NextToken?: string } } {
  const start = token === undefined ? 0 : seal.open(KIND, token);
  if (typeof start !== "number")
    throw cognitoError("InvalidParameterException", "Invalid pagination token given");
  const end = start + (limit || LONGEST);
  return {
    items: list.slice(start, end),
    next: end < list.length ? { NextToken: seal.close(KIND, end) } : {},
  };
}
