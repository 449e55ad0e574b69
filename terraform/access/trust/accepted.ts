import { createHash } from "node:crypto";
import type { Plain } from "./compare/plain";
import type { Estate } from "./estate";
import { isSecret } from "./secret-names";
import { written } from "./shown";

/** Arguments that say only that code is another one: who reviews the code need not accept each digest. */
const CODE = /(^|\.)(source_code_hash|source_hash|code_sha256|etag)$/;
/** Characters of a value that an entry of the configuration repeats; of a longer one it has a digest. */
const LONGEST = 200;

/**
 * What an entry of the configuration names to accept a change, and that change only: the new value where it is a short
 * text, else a digest of both values.
 *
 * @returns undefined for a digest of code, and for a secret, of which nothing is printed
 */
export function acceptedValue(
  argument: string,
  { from, to }: { readonly from?: Plain | undefined; readonly to?: Plain | undefined },
  { base, head }: { readonly base: Estate; readonly head: Estate },
): string | undefined {
  if (CODE.test(argument) || isSecret(argument)) return undefined;
  const [was, is] = [
    from === undefined ? "" : written(from, base),
    to === undefined ? NOTHING : written(to, head),
  ];
  const isText = [from, to].every((value) => value === undefined || typeof value === "string");
  return isText && is.length <= LONGEST ? is : acceptedChange(was, is);
}

/** A digest of a change that is known by what is said of both sides. */
export function acceptedChange(was: string, is: string): string {
  return `sha256:${createHash("sha256")
    .update(JSON.stringify([was, is]))
    .digest("hex")
    .slice(0, 32)}`;
}

const NOTHING = "nothing";
