/** The forms in which bodies and addresses hold named values. */

export interface Reader {
  /** A value of JSON in the text. */
  value(value: unknown): unknown;
  /** A part of the text that may have fields of its own. */
  text(text: string): string;
  /** What stands in place of a named value; undefined where it stays. */
  named(name: string, value: string): string | undefined;
}

/**
 * Whether a text may have named values in any form: a query, a form or an attribute has `=`, the others begin with a
 * bracket or name a content disposition. Most texts have none.
 */
export function hasFields(text: string): boolean {
  return MAY_HAVE_FIELDS.test(text);
}

/** A name without a value, such as base64 that ends in `=`, has nothing to hide. */
const MAY_HAVE_FIELDS = /=[^&\r\n]|^\s*[{[<]|content-disposition:/i;

/** A text with the named values of JSON, multipart forms, XML, queries and forms as the reader has them. */
export function readFields(text: string, reader: Reader): string {
  const start = text.trimStart();
  if (start.startsWith("{") || start.startsWith("[")) return ofJson(text, reader);
  if (/content-disposition:/i.test(text)) return ofMultipart(text, reader);
  return ofForm(start.startsWith("<") ? ofXml(text, reader) : text, reader);
}

function ofJson(text: string, reader: Reader): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return ofCutJson(text, reader);
  }
  return JSON.stringify(reader.value(value));
}

/** The beginning of JSON, or no JSON at all. JSON in a text of it has a backslash before each quotation mark. */
function ofCutJson(text: string, reader: Reader): string {
  const field = /(?<!\\)(\\*)"((?:[^"\\]|\\u[\da-f]{4}){1,256})\1"\s*:\s*/gi;
  let [read, clean] = [0, ""];
  for (let found = field.exec(text); found; found = field.exec(text)) {
    const [whole, slashes = "", name = ""] = found;
    const from = found.index + whole.length;
    const to = endOfValue(text, from, slashes);
    const value = reader.named(unescaped(name), text.slice(from, to).replace(/^[\\"]+|[\\"]+$/g, ""));
    if (value === undefined) continue;
    clean += `${text.slice(read, from)}${slashes}"${value}${slashes}"`;
    read = to;
    field.lastIndex = to;
  }
  return clean + text.slice(read);
}

/** A text ends at its quotation mark. A list or an object is taken to the end of the text. */
function endOfValue(text: string, from: number, slashes: string): number {
  const quote = `${slashes}"`;
  if (!text.startsWith(quote, from)) {
    const scalar = /^[^\s,[\]{}"\\]+/.exec(text.slice(from, from + 64));
    return scalar ? from + scalar[0].length : text.length;
  }
  for (let at = text.indexOf(quote, from + quote.length); at >= 0; at = text.indexOf(quote, at + 1))
    if (text[at - 1] !== "\\") return at + quote.length;
  return text.length;
}

function unescaped(name: string): string {
  return name.replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

function ofMultipart(text: string, reader: Reader): string {
  const part =
    /(\bname="?([^"\r\n;]+)"?[^\r\n]{0,512}\r?\n(?:[^\r\n]{1,512}\r?\n){0,8}\r?\n)([\s\S]*?)(?=\r?\n--|$)/gi;
  return text.replace(
    part,
    (_, head, name, value) => head + (reader.named(name, value) ?? reader.text(value)),
  );
}

/** Attributes, and elements that hold text alone. */
function ofXml(text: string, reader: Reader): string {
  return text
    .replace(/((?:[\w.-]+:)?([\w.-]{1,128})\s*=\s*(["']))(.*?)(?=\3|$)/gs, (whole, head, name, _, value) =>
      withNamed(whole, head, reader.named(name, value)),
    )
    .replace(
      /(<(?:[\w.-]+:)?([\w.-]{1,128})(?:\s[^<>]*)?>\s*)(<!\[CDATA\[.*?(?:\]\]>|$)|[^<]+)/gs,
      (whole, head, name, value) => withNamed(whole, head, reader.named(name, value)),
    );
}

/** A query, a fragment or a form, also one of lines. */
function ofForm(text: string, reader: Reader): string {
  return text.replace(
    /((?:^|[&?#;\r\n])[ \t]{0,16}([^=&?#;\s]{1,256})=)([^&\r\n]*)/g,
    (whole, head, name, value) => withNamed(whole, head, reader.named(decoded(name), value)),
  );
}

function withNamed(whole: string, head: string, value: string | undefined): string {
  return value === undefined ? whole : head + value;
}

/** Decoded as in a form, or as it is where it cannot be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
