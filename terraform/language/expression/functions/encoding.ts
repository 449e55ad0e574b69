import { unknownIn } from "../budget";
import { encodeJson } from "../json";
import { parseJson } from "../parse-json";
import { isList, refused, textOf, Unresolved, type Value } from "../value";
import { isAscii } from "./characters";
import { parseCsv } from "./csv";
import { text } from "./define";
import { defineAny, defineContents } from "./kinds";
import { parseYaml } from "./yaml";

/** Functions that encode a value whose parts may be unknown, or decode what they made. */
export const documentFunctions = defineAny({
  jsondecode: ([of]) => decoded(of, parseJson as (text: string) => Value),
  jsonencode: ([of = null]) => encoded(of) ?? encodeJson(of),
  yamldecode: ([of]) => decoded(of, parseYaml),
  // YAML is written in many ways, and only what it says is known.
  yamlencode: ([of = null]) =>
    encoded(of) ?? new Unresolved("yamlencode(): its text is not evaluated", undefined, of),
});

function encoded(value: Value): Unresolved | undefined {
  if (value instanceof Unresolved) return value.derived();
  const unknown = unknownIn(value) ?? roundedIn(value);
  return unknown && new Unresolved(unknown.unknown, undefined, value);
}

/** A number of which not every digit is kept. */
function roundedIn(value: Value): Unresolved | undefined {
  if (typeof value === "number" && textOf(value) === undefined)
    return new Unresolved(`the number ${value} has more digits than are kept`);
  if (typeof value !== "object" || value === null) return undefined;
  for (const part of isList(value) ? value : Object.values(value)) {
    const found = roundedIn(part as Value);
    if (found) return found;
  }
  return undefined;
}

function decoded(of: Value | undefined, parse: (text: string) => Value): Value {
  if (of instanceof Unresolved) return of.encoded ?? of.derived();
  const document = text(of);
  try {
    return parse(document);
  } catch (error) {
    const shown = document.length > 80 ? `${document.slice(0, 80)}…` : document;
    throw refused(`${JSON.stringify(shown)} cannot be decoded: ${(error as Error).message}`);
  }
}

/** Functions of encodings of texts. */
export const encodingFunctions = defineContents({
  base64decode: ([of]) => utf8(base64(text(of))),
  base64encode: ([of]) => Buffer.from(text(of)).toString("base64"),
  csvdecode: ([of]) => decoded(of, parseCsv),
  textdecodebase64: ([of, encoding]) => {
    const bytes = base64(text(of));
    return bytesIn(text(encoding), bytes.toString("latin1"), (name) =>
      new TextDecoder(name, { fatal: true }).decode(bytes),
    );
  },
  textencodebase64: ([of, encoding]) =>
    bytesIn(text(encoding), text(of), (name) => {
      const swapped = name === "utf-16be";
      const bytes = Buffer.from(text(of), name === "utf-8" ? "utf8" : "utf16le");
      return (swapped ? bytes.swap16() : bytes).toString("base64");
    }),
  urlencode: ([of]) =>
    encodeURIComponent(wellFormed(text(of)))
      .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll("%20", "+"),
});

/** What `make` gives for an encoding of which every runtime has the same table. */
function bytesIn(encoding: string, of: string, make: (name: string) => Value): Value {
  const name = encoding.toLowerCase();
  if (["utf-8", "utf-16le", "utf-16be"].includes(name)) return make(name);
  if (name === "us-ascii" && isAscii(of)) return make("utf-8");
  return new Unresolved(`the encoding ${encoding} is not evaluated`);
}

/** Go takes whole groups of four characters only. */
function base64(of: string): Buffer {
  const plain = of.replace(/[\r\n]/g, "");
  if (!/^(?:[\w+/-]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain) || /[-_]/.test(plain))
    throw refused("a text that is not base64");
  return Buffer.from(plain, "base64");
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refused("bytes that are no text in UTF-8");
  }
}

function wellFormed(of: string): string {
  return of.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
