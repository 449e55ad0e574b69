import { unknownText } from "../access/iam";
import { type Resolved, UNKNOWN_REGION } from "../language/configuration";
import {
  inputsOf,
  isList,
  isRecord,
  parseJson,
  Unresolved,
  type Value,
  type ValueRecord,
  withInputs,
} from "../language/expression";
import { isApi } from "../types";

/** Arguments with policies, also of blocks. */
const POLICIES = ["inline_policy", "policy"];
const WRITTEN = /(arn:aws[\w-]*:(?:execute-api|lambda)):([^:"]*):([^:"]*):([a-z0-9]{10}(?=[/"*]|$))?/g;
/** Keys of conditions whose values have the caller's account in them. */
const OF_CALLERS = ["aws:principalaccount", "aws:principalarn"];
const ACCOUNT = /(?<!\d)\d{12}(?!\d)/g;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

type Place = Pick<
  Resolved,
  "accountId" | "areIdsTold" | "isAccountTold" | "isRegionTold" | "region" | "resources"
>;

/** What stands for a part of an ARN that the Terraform does not tell. */
type Stand = (part: string) => string;

/**
 * Makes policies ready to be read where the Terraform does not tell the account, the region or the ids of its APIs: one
 * that a policy writes out may be theirs, so that it is not known whether the statement is about them.
 */
export function untoldPlaces(place: Place): (policy: Value) => Value {
  const { accountId, areIdsTold, isAccountTold, isRegionTold, region, resources } = place;
  const ids = new Set(resources.flatMap(({ type, values }) => (isApi(type) ? [values.id] : [])));
  const told: Stand = (part) => part;
  const open = (kind: string, isOpen: (part: string) => boolean): Stand => {
    return (part) => (isOpen(part) ? unknownText(`whether ${part} is the API's ${kind}`) : part);
  };
  const isUntold = region === UNKNOWN_REGION || isRegionTold === false;
  const regions = isUntold ? open("region", (part) => REGION.test(part) && part !== region) : told;
  const isOther = (part: string) => /^\d{12}$/.test(part) && part !== accountId;
  const accounts = isAccountTold === false ? open("account", isOther) : told;
  const apis = areIdsTold === false ? open("id", (part) => part !== "" && !ids.has(part)) : told;
  if ([regions, accounts, apis].every((stand) => stand === told)) return (value) => value;

  const inArns = (text: string): string =>
    text.replace(
      WRITTEN,
      (_, service: string, ofRegion: string, account: string, id = "") =>
        `${service}:${regions(ofRegion)}:${accounts(account)}:${apis(id)}`,
    );
  const ofCallers = (text: string): string => text.replace(ACCOUNT, accounts);
  const inText = (text: string): string => {
    const isOfCallers = accounts !== told && OF_CALLERS.some((key) => text.toLowerCase().includes(key));
    const document = isOfCallers ? parsed(text) : undefined;
    return document === undefined ? inArns(text) : (JSON.stringify(inValue(document)) ?? text);
  };
  const inValue = (value: Value, made: Stand = inText): Value => {
    if (typeof value === "string") return made(value);
    if (isList(value)) return value.map((item) => inValue(item, made));
    if (value instanceof Unresolved) return inUnresolved(value, (part) => inValue(part, made));
    if (!isRecord(value)) return value;
    const of = (name: string) => (OF_CALLERS.includes(name.toLowerCase()) ? ofCallers : made);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inValue(item, of(name))]));
  };
  return (value) => inValue(value);
}

/** The policy that a text is; undefined where it is not one. */
function parsed(text: string): Value | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return parseJson(text) as Value;
  } catch {
    return undefined;
  }
}

/** The values of a resource with its policies made ready. */
export function withPolicies(values: ValueRecord, made: (policy: Value) => Value): ValueRecord {
  const policies = POLICIES.filter((name) => values[name] !== undefined);
  if (policies.length === 0) return values;
  return {
    ...values,
    ...Object.fromEntries(policies.map((name) => [name, made(values[name] as Value)])),
  };
}

/** Of a text that is made of unknown parts, what it is made of. */
function inUnresolved(value: Unresolved, inValue: (value: Value) => Value): Unresolved {
  const { encoded, is, unknown } = value;
  if (encoded === undefined) return value;
  return withInputs(new Unresolved(unknown, is, inValue(encoded)), () => inputsOf(value));
}
