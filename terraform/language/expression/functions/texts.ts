import { refuseLong } from "../budget";
import { byCodePoint } from "../types/set";
import { collection } from "../types/type";
import { refused } from "../value";
import { cased, characters, replaceAll, trimmed } from "./characters";
import { integer, text, texts } from "./define";
import { defineContents } from "./kinds";
import { replaceExpression } from "./patterns";

/** Functions of texts. */
export const textFunctions = defineContents({
  chomp: ([of]) => {
    const whole = text(of);
    let end = whole.length;
    while (whole[end - 1] === "\n" || whole[end - 1] === "\r") end--;
    return whole.slice(0, end);
  },
  endswith: ([of, suffix]) => text(of).endsWith(text(suffix)),
  indent: ([spaces, of]) => {
    const width = integer(spaces);
    if (width < 0) throw refused(`indent() by ${width} spaces`);
    refuseLong(width);
    return replaceAll(text(of), "\n", `\n${" ".repeat(width)}`);
  },
  join: ([separator, ...lists]) => {
    if (lists.length === 0) throw refused("join() of no lists");
    const parts = lists.flatMap(texts);
    refuseLong(parts.length * text(separator).length);
    refuseLong(parts.reduce((length, part) => length + part.length, 0));
    return parts.join(text(separator));
  },
  lower: ([of]) => cased(text(of), (char) => char.toLowerCase()),
  split: ([separator, of]) => {
    const [at, whole] = [text(separator), text(of)];
    return collection(at === "" ? [...whole] : whole.split(at), "list", "string");
  },
  startswith: ([of, prefix]) => text(of).startsWith(text(prefix)),
  strcontains: ([of, part]) => text(of).includes(text(part)),
  strrev: ([of]) => [...characters(text(of))].reverse().join(""),
  substr: ([of, offset, length]) => substr(text(of), integer(offset), integer(length)),
  title: ([of]) => title(text(of)),
  trim: ([of, cutset]) => {
    const cut = new Set(text(cutset));
    return trimmed(text(of), (char) => cut.has(char));
  },
  trimprefix: ([of, prefix]) => {
    const [whole, part] = [text(of), text(prefix)];
    return whole.startsWith(part) ? whole.slice(part.length) : whole;
  },
  trimspace: ([of]) => trimmed(text(of)),
  trimsuffix: ([of, suffix]) => {
    const [whole, part] = [text(of), text(suffix)];
    return whole.endsWith(part) ? whole.slice(0, whole.length - part.length) : whole;
  },
  upper: ([of]) => cased(text(of), (char) => char.toUpperCase()),
  replace: ([of, from, to]) => {
    const [whole, part] = [text(of), text(from)];
    // A text between slashes is a regular expression.
    if (part.length > 1 && part.startsWith("/") && part.endsWith("/"))
      return replaceExpression(whole, part.slice(1, -1), text(to));
    return replaceAll(whole, part, text(to));
  },
  sort: ([of]) => {
    const sorted = [...texts(of)].sort(byCodePoint);
    return collection(sorted, "list", "string");
  },
});

/** A negative offset counts from the end; a negative length takes all that is left. */
function substr(of: string, offset: number, length: number): string {
  const chars = characters(of);
  const start = offset < 0 ? Math.max(0, chars.length + offset) : offset;
  // From the end, a length of 0 takes all too.
  const isOpen = length < 0 || (length === 0 && offset < 0);
  return chars.slice(start, isOpen ? undefined : start + length).join("");
}

function title(of: string): string {
  let isStart = true;
  return cased(of, (char) => {
    const changed = isStart ? char.toUpperCase() : char;
    isStart = char < "\x80" ? !/\w/.test(char) : /\s/.test(char);
    return changed;
  });
}
