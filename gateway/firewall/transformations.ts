import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { TextTransformation } from "../../terraform/model";

/**
 * WAF's text transformations, over texts of which each character is a byte.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html
 */
const TRANSFORMATIONS: Readonly<Record<TextTransformation, (text: string) => string>> = {
  NONE: (text) => text,
  BASE64_DECODE: (text) =>
    /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, "base64").toString("latin1") : text,
  CMD_LINE: (text) =>
    text
      .replace(/[\\"'^]/g, "")
      .replace(/[,;]/g, " ")
      .replace(/\s+/g, " ")
      .replace(/ (?=[/(])/g, "")
      .toLowerCase(),
  COMPRESS_WHITE_SPACE: (text) => text.replace(/[\f\t\n\r\v\xa0 ]+/g, " "),
  HEX_DECODE: (text) => (/^([0-9a-f]{2})*$/i.test(text) ? Buffer.from(text, "hex").toString("latin1") : text),
  HTML_ENTITY_DECODE: (text) =>
    text.replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(quot|nbsp|lt|gt|amp));?/gi,
      (entity, hex, decimal, name) => {
        if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code > 0x10ffff ? entity : Buffer.from(String.fromCodePoint(code)).toString("latin1");
      },
    ),
  LOWERCASE: (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  MD5: (text) => createHash("md5").update(text, "latin1").digest().toString("latin1"),
  NORMALIZE_PATH: normalized,
  NORMALIZE_PATH_WIN: (text) => normalized(text.replaceAll("\\", "/")),
  REMOVE_NULLS: (text) => text.replaceAll("\0", ""),
  // One that is not closed goes to the end.
  REPLACE_COMMENTS: (text) => text.replace(/\/\*[\s\S]*?(\*\/|$)/g, " "),
  REPLACE_NULLS: (text) => text.replaceAll("\0", " "),
  URL_DECODE: (text) =>
    text
      .replaceAll("+", " ")
      .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
};

const NAMED: Readonly<Record<string, string>> = { quot: '"', nbsp: "\xa0", lt: "<", gt: ">", amp: "&" };

export function transformed(text: string, transformations: readonly TextTransformation[]): string {
  return transformations.reduce((changed, name) => TRANSFORMATIONS[name](changed), text);
}

/** Without empty and dot segments; `..` at the beginning stays. */
function normalized(text: string): string {
  return text === "" ? "" : posix.normalize(text);
}
