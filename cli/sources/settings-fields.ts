import { didYouMean } from "../../contract/did-you-mean";

/** The fields of gatehouse.json; `$schema` is for editors. */
const FIELDS = ["guard", "modules", "roots", "users"];

/** What is wrong with a field that is none: a misspelt one would be left out without a message. */
export function unknownSetting(settings: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = Object.keys(settings).find((name) => name !== "$schema" && !FIELDS.includes(name));
  return unknown === undefined
    ? undefined
    : `has the field ${JSON.stringify(unknown)}; there are ${FIELDS.join(", ")}.${didYouMean(unknown, FIELDS)}`;
}
