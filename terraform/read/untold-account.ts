import { unknownText } from "../access/iam";
import { isList, isRecord, type Value, type ValueRecord } from "../language/expression";

/** Arguments with policies, also of blocks. */
const POLICIES = ["inline_policy", "policy"];
const WRITTEN = /(arn:aws[\w-]*:execute-api:[^:"]*):(\d{12}):/g;

/**
 * The values of a resource where the Terraform does not tell its account: an account that a policy writes out may be its
 * own, so that it is not known whether the statement is about its APIs.
 *
 * @param accountId the stand-in for the account
 */
export function withUntoldAccount(values: ValueRecord, accountId: string): ValueRecord {
  const policies = POLICIES.filter((name) => values[name] !== undefined);
  if (policies.length === 0) return values;
  return {
    ...values,
    ...Object.fromEntries(policies.map((name) => [name, untold(values[name] as Value, accountId)])),
  };
}

function untold(value: Value, accountId: string): Value {
  if (typeof value === "string")
    return value.replace(WRITTEN, (arn, before: string, account: string) =>
      account === accountId ? arn : `${before}:${unknownText(`whether ${account} is the API's account`)}:`,
    );
  if (isList(value)) return value.map((item) => untold(item, accountId));
  return isRecord(value) ? withUntoldAccount(value, accountId) : value;
}
