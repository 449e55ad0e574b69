import { isList, isRecord, textOf, type Value } from "./value";

/**
 * JSON as Terraform's jsonencode() writes it, to the byte: keys in order, and `<`, `>`, `&` escaped. Hashes
 * are made of it.
 */
export function encodeJson(value: Value): string {
  if (isList(value)) return `[${value.map(encodeJson).join(",")}]`;
  if (isRecord(value)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${encodeText(key)}:${encodeJson(value[key] as Value)}`);
    return `{${entries.join(",")}}`;
  }
  return typeof value === "string"
    ? encodeText(value)
    : (value !== null && textOf(value)) || JSON.stringify(value);
}

function encodeText(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
