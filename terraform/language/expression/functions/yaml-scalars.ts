import type { Scalar } from "yaml";
import type { Value } from "../value";

const WORDS: Readonly<Record<string, Value>> = {
  ...words(true, "y Y yes Yes YES true True TRUE on On ON"),
  ...words(false, "n N no No NO false False FALSE off Off OFF"),
  ...words(null, "~ null Null NULL"),
  "": null,
};

function words(value: Value, all: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(all.split(" ").map((word) => [word, value]));
}

/**
 * A scalar of YAML as Terraform reads it. Quoted it is a text.
 *
 * @throws Error where it has a tag that Terraform does not know, or a number that it does not have
 */
export function scalarOf({ source = "", tag, type, value }: Scalar): Value {
  const text = String(value ?? "").normalize();
  if (tag !== undefined && !TAGS.test(tag)) throw new SyntaxError(`it has the tag ${tag}`);
  if (tag?.endsWith(":binary")) return source;
  return type === "PLAIN" && tag !== "tag:yaml.org,2002:str" ? plain(source) : text;
}

const TAGS = /^tag:yaml\.org,2002:(?:binary|bool|float|int|null|str|timestamp)$/;

const DECIMAL = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const TIME = /^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt ](\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

function plain(source: string): Value {
  if (Object.hasOwn(WORDS, source)) return WORDS[source] as Value;
  if (DECIMAL.test(source) || /^0(?:x[\da-fA-F]+|o[0-7]+)$/.test(source)) return number(source);
  if (/^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/.test(source))
    throw new RangeError(`it has the number ${source}`);
  return time(source) ?? source.normalize();
}

function number(source: string): Value {
  const value = Number(source);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new RangeError(`it has the number ${source}`);
  return value;
}

/** A date is a point in time, which RFC 3339 writes. */
function time(source: string): string | undefined {
  const [found, year, ...parts] = TIME.exec(source) ?? [];
  if (found === undefined) return undefined;
  const [month, day, hours, minutes, seconds] = parts.map((part = "0") => part.padStart(2, "0"));
  const written = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}`;
  const at = new Date(`${written}Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 19) !== written) return undefined;
  return written + (parts[5] ?? "Z");
}
