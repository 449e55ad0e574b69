import { withoutWhiteSpace } from "../http/message";

/**
 * Whether an API handles a media type as binary. An entry is a type (`image/png`), all subtypes of one
 * (`image/*`) or everything; an entry of the form `*` + `/png` matches nothing.
 */
export function isBinary(mediaType: string | undefined, binaryMediaTypes: readonly string[]): boolean {
  if (binaryMediaTypes.includes("*/*")) return true;
  const type = mediaTypeOf(mediaType);
  if (!type || type.includes("*")) return false;
  const family = `${type.split("/")[0]}/*`;
  return binaryMediaTypes.some((entry) => entry.toLowerCase() === type || entry.toLowerCase() === family);
}

/** The type of a Content-Type header, or the first type of an Accept header, without parameters and in lower case. */
export function mediaTypeOf(header: string | undefined): string | undefined {
  return withoutWhiteSpace(header?.split(/[;,]/)[0] ?? "").toLowerCase() || undefined;
}

/**
 * Selects a value by media type: that of the client's first accepted type, else that of JSON, else the first.
 */
export function byMediaType(
  values: Readonly<Record<string, string>>,
  accept: string | undefined,
): { readonly type: string; readonly value: string } | undefined {
  const wanted = [mediaTypeOf(accept), "application/json"];
  const types = Object.keys(values);
  const type = wanted.map((name) => types.find((each) => each === name)).find((found) => found) ?? types[0];
  return type === undefined ? undefined : { type, value: values[type] ?? "" };
}
