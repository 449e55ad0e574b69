import { OverBudget, refuseLong } from "../budget";

/** Characters that may join those beside them: marks, joiners, flags, Hangul in parts, and a line end of two. */
const JOINING =
  /[\p{M}\p{Cf}\p{Emoji_Modifier}\p{Regional_Indicator}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\uff9e\uff9f]|\r\n/u;
/** Finding them takes long. */
const MAX_JOINED = 10_000;

let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as Terraform counts them, which is as a reader sees them: grapheme clusters. */
export function characters(text: string): readonly string[] {
  if (!JOINING.test(text)) return [...text];
  if (text.length > MAX_JOINED)
    throw new OverBudget(
      `a text of more than ${MAX_JOINED} characters that join with others is not taken apart`,
    );
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Whether every character is of ASCII. */
export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** White space as Go has it. */
const SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** The text without such characters at its ends. A regular expression for both ends would take long for some texts. */
export function trimmed(text: string, isCut: (char: string) => boolean = (char) => SPACE.test(char)): string {
  const chars = [...text];
  let [start, end] = [0, chars.length];
  while (start < end && isCut(chars[start] as string)) start++;
  while (end > start && isCut(chars[end - 1] as string)) end--;
  return chars.slice(start, end).join("");
}

/** Go changes each character for itself: `ß` has no upper case. */
export function cased(text: string, change: (char: string) => string): string {
  let made = "";
  for (const char of text) {
    const changed = change(char);
    made += [...changed].length === 1 ? changed : char;
  }
  return made;
}

/** Replaces every occurrence, as strings.ReplaceAll of Go does; the empty text occurs before every character. */
export function replaceAll(text: string, from: string, to: string): string {
  const parts = from === "" ? ["", ...text, ""] : text.split(from);
  refuseLong(text.length + (parts.length - 1) * to.length);
  return parts.join(to);
}
