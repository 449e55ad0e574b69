import { attributeAt } from "../../types";
import type { PlainRecord } from "./compare/plain";

interface Owned {
  readonly address: string;
  readonly type: string;
  readonly plain: PlainRecord;
}

/** A value that AWS assigns, and what Terraform writes for it. */
type Name = readonly [value: string, written: string];

/**
 * Writes what AWS assigns to the resources as Terraform does, `${aws_apigatewayv2_api.shop.api_endpoint}`, within texts
 * too: before they are applied, the ids in it are made up.
 */
export function ownNames(resources: readonly Owned[]): (text: string) => string {
  const names = new Map<string, Name[]>();
  for (const resource of resources)
    for (const [word, name] of namesOf(resource)) {
      const same = names.get(word);
      if (same) same.push(name);
      else names.set(word, [name]);
    }
  return (text) => {
    const found = (text.match(WORDS) ?? []).flatMap((word) => names.get(word) ?? []);
    // An ARN, before the id in it.
    const longestFirst = [...new Set(found)].sort(([one], [other]) => other.length - one.length);
    return longestFirst.reduce((made, [value, written]) => replaced(made, value, written), text);
  };
}

const WORDS = /\w+/g;

/** By a word of the value. */
function namesOf({ address, plain, type }: Owned): readonly (readonly [string, Name])[] {
  const assigned = Object.entries(plain).flatMap(([name, value]) => {
    const { assigned: standIn } = attributeAt(type, name) ?? {};
    return standIn !== undefined && typeof value === "string" ? [{ name, value, standIn }] : [];
  });
  const ids = assigned.flatMap(({ standIn, value }) =>
    typeof standIn === "object" && ("random" in standIn || "uuid" in standIn) ? [value] : [],
  );
  return assigned.flatMap(({ name, value }) => {
    const id = ids.find((one) => value.includes(one));
    const word = (id ?? (value.startsWith("arn:") ? value : "")).match(WORDS)?.at(-1);
    return word === undefined ? [] : [[word, [value, `\${${address}.${name}}`]] as const];
  });
}

/** Where the value stands by itself, and is not the beginning or the end of another word. */
function replaced(text: string, value: string, written: string): string {
  return text
    .split(value)
    .reduce((made, rest) =>
      /\w$/.test(made) || /^\w/.test(rest) ? `${made}${value}${rest}` : `${made}${written}${rest}`,
    );
}
