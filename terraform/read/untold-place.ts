import { unknownText } from "../access/iam";
import { type Resolved, UNKNOWN_REGION } from "../language/configuration";
import { isList, isRecord, type Value, type ValueRecord } from "../language/expression";

/** Arguments with policies, also of blocks. */
const POLICIES = ["inline_policy", "policy"];
const WRITTEN = /(arn:aws[\w-]*:execute-api):([^:"]*):([^:"]*):/g;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

type Place = Pick<Resolved, "accountId" | "isAccountTold" | "region">;

/**
 * The values of a resource where the Terraform does not tell its account or region: one that a policy writes out may be
 * its own, so that it is not known whether the statement is about its APIs.
 */
export function withUntoldPlace(values: ValueRecord, place: Place): ValueRecord {
  if (place.isAccountTold !== false && place.region !== UNKNOWN_REGION) return values;
  const policies = POLICIES.filter((name) => values[name] !== undefined);
  if (policies.length === 0) return values;
  return {
    ...values,
    ...Object.fromEntries(policies.map((name) => [name, untold(values[name] as Value, place)])),
  };
}

function untold(value: Value, place: Place): Value {
  if (typeof value === "string")
    return value.replace(WRITTEN, (_, service: string, region: string, account: string) => {
      const isRegionOpen = place.region === UNKNOWN_REGION && REGION.test(region);
      const isAccountOpen =
        place.isAccountTold === false && /^\d{12}$/.test(account) && account !== place.accountId;
      const shown = (isOpen: boolean, part: string, kind: string) =>
        isOpen ? unknownText(`whether ${part} is the API's ${kind}`) : part;
      return `${service}:${shown(isRegionOpen, region, "region")}:${shown(isAccountOpen, account, "account")}:`;
    });
  if (isList(value)) return value.map((item) => untold(item, place));
  return isRecord(value) ? withUntoldPlace(value, place) : value;
}
