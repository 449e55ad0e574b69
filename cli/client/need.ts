import type { Known } from "../../terraform/model";
import { UsageError } from "../error";
import type { ClientFacts } from "./facts";

/**
 * A value that a file cannot be written without.
 *
 * @param what for the message: `the id of the user pool`
 * @throws UsageError `CLIENT_FACT_UNKNOWN`
 */
export function need<T>(
  known: Known<T> | undefined,
  what: string,
  { source }: Pick<ClientFacts, "source">,
): T {
  if (known === undefined)
    throw new UsageError("CLIENT_FACT_UNKNOWN", `${what} is not in ${source}. ${ELSEWHERE}`);
  if (isUnknown(known))
    throw new UsageError(
      "CLIENT_FACT_UNKNOWN",
      `${what} is not known from ${source}: ${known.unknown}. ${ELSEWHERE}`,
    );
  return known;
}

const ELSEWHERE =
  'AWS gives ids when the Terraform is applied: give the state as "terraform show -json" prints it, or beside this the outputs as "terraform output -json" does; without a path, the values are those of the running gate.';

export function isUnknown<T>(known: Known<T>): known is Extract<Known<T>, { readonly unknown: string }> {
  return typeof known === "object" && known !== null && "unknown" in known;
}

export function ifKnown<T>(known: Known<T> | undefined): T | undefined {
  return known === undefined || isUnknown(known) ? undefined : (known as T);
}
