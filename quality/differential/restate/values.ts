import { type Case, type Keys, keysOf } from "../case";
import { filled, literally, variables } from "./variables";
import { type Condition, conditions, operatorOf, resources, valuesOf } from "./walk";

/** A list of no values is an absent key, and a list of one is that value. */
export function shortLists(asked: Case): Case {
  const keys: Keys = Object.fromEntries(
    Object.entries(asked.keys).flatMap(([key, value]) => {
      if (typeof value === "string" || value.length > 1) return [[key, value]];
      return value.length === 1 ? [[key, value[0] as string]] : [];
    }),
  );
  return { ...asked, keys };
}

/** Variables of an empty value, written as the empty text. */
export function emptyVariables(asked: Case): Case {
  return everyText(asked, (text, policy) =>
    variables(text, policy, (variable) => (filled(asked, variable) === "" ? "" : variable.text)),
  );
}

/** Removes the defaults of variables with several values. */
export function defaultsForSeveral(asked: Case): Case {
  return everyText(asked, (text, policy) =>
    variables(text, policy, (variable) =>
      (valuesOf(asked, variable.key)?.length ?? 0) > 1 ? `\${${variable.key}}` : variable.text,
    ),
  );
}

/** Fills in the variables of ARNs that conditions compare, before the ARN is split at its colons. */
export function variablesInArns(asked: Case): Case {
  return conditions(asked, (condition, _, policy) => {
    if (!operatorOf(condition).name.startsWith("Arn")) return condition;
    const fill = (value: string) =>
      variables(value, policy, (variable) => literally(filled(asked, variable) ?? variable.text));
    return { ...condition, values: condition.values.map(fill) };
  });
}

/** The characters `${*}`, `${?}` and `${$}` where texts are equal or not: as they are, since nothing is a wildcard. */
export function specialCharactersInEquals(asked: Case): Case {
  return conditions(asked, (condition, _, policy) => {
    if (policy.Version !== "2012-10-17" || !/^String.*Equals/.test(operatorOf(condition).name))
      return condition;
    const plain = (value: string) => value.replace(/\$\{([*?$])\}/g, (_written, char: string) => char);
    return { ...condition, values: condition.values.map(plain) };
  });
}

/** A range of every address, as its two halves. */
export function prefixOfNoBits(asked: Case): Case {
  return addresses(asked, (value) => (value === "0.0.0.0/0" ? ["0.0.0.0/1", "128.0.0.0/1"] : [value]));
}

/** An address as the range that holds it alone. */
export function singleAddresses(asked: Case): Case {
  return addresses(asked, (value) => {
    if (!/^[\da-fA-F:.]+$/.test(value) || !/[.:]/.test(value)) return [value];
    return [`${value}/${value.includes(":") ? 128 : 32}`];
  });
}

function addresses(asked: Case, restate: (value: string) => readonly string[]): Case {
  return conditions(asked, (condition) =>
    /IpAddress$/.test(operatorOf(condition).name)
      ? { ...condition, values: condition.values.flatMap(restate) }
      : condition,
  );
}

/** Seconds since 1970, and years, as dates; a key that others read as a number gets another name. */
export function writtenOutDates(asked: Case): Case {
  const renamed = (key: string) => `restated:date:${key.toLowerCase()}`;
  const dates = conditions(asked, (condition) => {
    if (!operatorOf(condition).name.startsWith("Date")) return condition;
    return { ...condition, key: renamed(condition.key), values: condition.values.map(writtenOut) };
  });
  const keys = Object.entries(keysOf(asked)).map(([key, value]): [string, string | string[]] => [
    renamed(key),
    typeof value === "string" ? writtenOut(value) : value.map(writtenOut),
  ]);
  return { ...dates, keys: { ...dates.keys, ...Object.fromEntries(keys) } };
}

function writtenOut(value: string): string {
  if (!/^\d+$/.test(value)) return value;
  return value.length === 4 ? `${value}-01-01T00:00:00Z` : new Date(Number(value) * 1_000).toISOString();
}

function everyText(
  asked: Case,
  restate: (text: string, policy: Parameters<typeof variables>[1]) => string,
): Case {
  const texts = conditions(asked, (condition: Condition, _, policy) => ({
    ...condition,
    values: condition.values.map((value) => restate(value, policy)),
  }));
  return resources(texts, (text, _, _place, policy) => [restate(text, policy)]);
}
