import { malformed } from "./error";

/**
 * What a document must keep of https://www.w3.org/TR/xml/ that the parser takes without a word: no text outside the root,
 * an end for each element, and no bare `<`, `&` or `]]>`. Readers mend such a document each in a way of their own.
 */

const NAME = String.raw`[\p{L}_:][\p{L}\p{M}\p{N}_:.·\-]*`;
const REFERENCE = "&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});";
const within = (plain: string) => `${plain}*(?:${REFERENCE}${plain}*)*`;
const VALUE = `"${within('[^<&"]')}"|'${within("[^<&']")}'`;

const COMMENT = /<!--(?:(?!--)[\s\S])*-->/y;
const S = "[ \\t\\r\\n]";
const TAG = new RegExp(`<(/?)(${NAME})((?:${S}+${NAME}${S}*=${S}*(?:${VALUE}))*)${S}*(/?)>`, "uy");
const TEXT = new RegExp(within("[^<&]"), "y");
const CHARACTERS = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

/**
 * @param content without declaration, document type, processing instruction and CDATA section
 * @throws {SamlError} `malformed`
 */
export function checkWellFormed(content: string): void {
  if (!CHARACTERS.test(content)) throw notWellFormed("a character that XML does not have");
  for (const [reference, decimal, hexadecimal] of content.matchAll(/&#(?:([0-9]+)|x([0-9A-Fa-f]+));/g)) {
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
    if (code > 0x10ffff || !CHARACTERS.test(String.fromCodePoint(code)))
      throw notWellFormed(`the reference ${reference.slice(0, 20)}`);
  }
  const open: string[] = [];
  let roots = 0;
  for (let at = 0; at < content.length; ) {
    const text = matchAt(TEXT, content, at)?.[0] ?? "";
    if (open.length === 0 && /[^ \t\r\n]/.test(text)) throw notWellFormed("text outside the root");
    if (text.includes("]]>")) throw notWellFormed("]]> in a text");
    at += text.length;
    if (at === content.length) break;
    const comment = matchAt(COMMENT, content, at);
    const tag = comment ?? matchAt(TAG, content, at);
    if (tag === null) throw notWellFormed(`${JSON.stringify(content.slice(at, at + 20))}`);
    at += tag[0].length;
    if (comment) continue;
    const [, isEnd, name = "", attributes, isEmpty] = tag;
    if (isEnd) {
      if (attributes || isEmpty || open.pop() !== name)
        throw notWellFormed(`the end of ${name.slice(0, 100)}`);
      continue;
    }
    if (open.length === 0 && ++roots > 1) throw notWellFormed("several roots");
    if (!isEmpty) open.push(name);
  }
  if (open.length > 0) throw notWellFormed("an element without an end");
}

function matchAt(pattern: RegExp, content: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(content);
}

function notWellFormed(what: string): Error {
  return malformed(`it is not well-formed: it has ${what}`);
}
