/**
 * Checks the props of a construct at run time: a misspelt prop would leave its protection out without a message.
 */
import type { Construct } from "constructs";
import * as v from "valibot";
import { checkShape, says } from "./checked";
import { DeclarationError } from "./errors";
import { computedField, notPlain } from "./plain";
import { fields } from "./shapes";

/** A schema for each prop. A new prop without one does not compile. */
export type Entries<P> = { readonly [K in keyof P]-?: v.GenericSchema };

/** Plain data among the props. */
export function data<const S extends v.GenericSchema>(schema: S) {
  return v.lazy((value) => {
    const odd = notPlain(value, "");
    return odd === undefined ? schema : v.never(says(`plain data; ${odd.place || "it"} is ${odd.found}`));
  });
}

/** A text, or a cdktf token that stands for one. */
export const anyText = v.string(says("a text"));

/**
 * @param construct the construct that has the props; where it does not exist yet, its class and id as a message shows them
 * @throws DeclarationError `FIELD_UNKNOWN`, `FIELD_MISSING`, `VALUE_INVALID` and those of the schemas
 */
export function checkProps<P extends object>(
  construct: Construct | string,
  props: P,
  entries: Entries<P>,
): void {
  checkRead(props, Object.keys(entries), placeOfProps(construct));
  checkShape(fields(entries), props, placeOfProps(construct));
}

/** What is computed when it is read may be another value after its check. */
function checkRead(props: object, names: readonly string[], place: string): void {
  const computed = computedField(props, names, place);
  if (computed === undefined) return;
  throw new DeclarationError(
    "VALUE_INVALID",
    `${computed} is computed when it is read; expected a value that stays.`,
    { where: computed, expected: "a value that stays" },
  );
}

/** Checks the names of the props only, where the schemas of some props depend on the values of others. */
export function checkPropNames<P extends object>(
  construct: Construct,
  props: P,
  names: Readonly<Record<keyof P, true>>,
): void {
  checkRead(props, Object.keys(names), placeOfProps(construct));
  const anything = Object.keys(names).map((name) => [name, v.exactOptional(v.unknown())]);
  checkShape(fields(Object.fromEntries(anything)), props, placeOfProps(construct));
}

function placeOfProps(construct: Construct | string): string {
  return typeof construct === "string" ? construct : `${construct.constructor.name} "${construct.node.id}"`;
}
