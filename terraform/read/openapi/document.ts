import { TerraformError } from "../../error";
import { isRecord, own, parseJson, Unresolved, type Value } from "../../language/expression";
import type { Fields } from "../fields";
import type { Reading } from "../resources";
import { partlyKnown } from "./partly-known";

/** An OpenAPI document as parsed: 2.0 (`swagger`) or 3.x (`openapi`). */
export type Document = Readonly<Record<string, unknown>>;

/**
 * The document in an API's `body`: JSON or YAML text, or a value that is parsed already.
 *
 * @returns undefined where the API has none; the reason, where it is unknown
 * @throws TerraformError `DOCUMENT_MALFORMED`; of a strict reader also `VALUE_UNKNOWN`, `ARGUMENT_UNSUPPORTED`
 */
export function bodyOf(
  api: Fields,
  { parseYaml, strict }: Reading,
): Document | { readonly unknown: string } | undefined {
  const raw = api.raw("body");
  const document = raw instanceof Unresolved && !strict ? partlyKnown(raw) : undefined;
  if (document)
    return typeof document.unknown === "string" ? { unknown: document.unknown } : checked(document, api);
  const unknown = api.unknownOf("body");
  if (unknown !== undefined) return { unknown };
  if (raw === undefined || raw === null || raw === "") return undefined;
  if (isRecord(raw)) return checked(raw, api);
  const text = api.text("body");
  if (/^\s*[{[]/.test(text)) return checked(parsed(text, parseJson, api), api);
  if (parseYaml) return checked(parsed(text, parseYaml, api), api);
  if (strict)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      "body is not JSON, and YAML is not read here",
      api.address,
      "body",
    );
  return { unknown: "body is not JSON, and there is no parser for YAML" };
}

function parsed(text: string, parse: (text: string) => unknown, { address }: Fields): unknown {
  try {
    return parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TerraformError("DOCUMENT_MALFORMED", `body cannot be parsed: ${why}`, address, "body");
  }
}

function checked(document: unknown, { address }: Fields): Document {
  const found = isObject(document) ? document : {};
  const version = String(found.openapi ?? found.swagger ?? "");
  if (/^(2\.0|3\.\d+(\.\d+)?|2|3)$/.test(version) && isObject(found.paths ?? {})) return found;
  throw new TerraformError(
    "DOCUMENT_MALFORMED",
    "body is not an OpenAPI document of version 2.0 or 3.x with paths",
    address,
    "body",
  );
}

export function isObject(value: unknown): value is Document {
  return isRecord(value as Value);
}

/** A part of the document that is an object, or an empty one. */
export function section(document: Document, ...path: readonly string[]): Document {
  let at: unknown = document;
  for (const name of path) at = isObject(at) ? own(at, name) : undefined;
  return isObject(at) ? at : {};
}
