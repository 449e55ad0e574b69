import { didYouMean } from "../../contract/did-you-mean";

/** The fields of gatehouse.json; `$schema` is for editors. */
const FIELDS = ["guard", "modules", "roots", "users"];

/** What is wrong with a field of the file that is none. */
export function unknownSetting({
  $schema,
  ...settings
}: Readonly<Record<string, unknown>>): string | undefined {
  return unknownField(settings, FIELDS);
}

/** What is wrong with a field that is none: a misspelt one would be left out without a message. */
export function unknownField(
  found: Readonly<Record<string, unknown>>,
  known: readonly string[],
): string | undefined {
  const unknown = Object.keys(found).find((name) => !known.includes(name));
  return unknown === undefined
    ? undefined
    : `has the field ${JSON.stringify(unknown)}; there are ${known.join(", ")}.${didYouMean(unknown, known)}`;
}
