import type { Position, Positions } from "./position";

/**
 * Where the blocks of a file of HCL begin, by what they are referred to as: `aws_iam_role.admin`,
 * `data.aws_region.here`, `module.pets`, `var.region`, `output.url`.
 *
 * The parser behind @cdktf/hcl2json knows positions and drops them. A header is found by its place alone: it is at the
 * top level, outside of comments, strings and heredocs. A text that does not parse gives no error here.
 */
export function blockPositions(text: string, file: string): Positions {
  const positions = new Map<string, Position>();
  for (const { labels, line, type } of headersIn(text)) {
    const address = blockName(type, labels);
    if (address !== undefined && !positions.has(address)) positions.set(address, { file, line });
  }
  return positions;
}

/** Blocks that can be referred to: what stands before their labels then, and how many labels they have. */
const BLOCKS: Readonly<Record<string, { readonly before: readonly string[]; readonly labels: number }>> = {
  resource: { before: [], labels: 2 },
  data: { before: ["data"], labels: 2 },
  ephemeral: { before: ["ephemeral"], labels: 2 },
  module: { before: ["module"], labels: 1 },
  variable: { before: ["var"], labels: 1 },
  output: { before: ["output"], labels: 1 },
};

/** How a block is referred to; undefined where it cannot be, or has another number of labels. */
export function blockName(type: string, labels: readonly string[]): string | undefined {
  const block = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
  return block && labels.length === block.labels ? [...block.before, ...labels].join(".") : undefined;
}

interface Header {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
}

const COMMENT = /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const HEREDOC = /<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/uy;
/** `resource "aws_iam_role" "admin" {`, also with labels as bare words. */
const HEADER = /([\p{L}_][\p{L}\p{N}_-]*)((?:[ \t]+(?:"[^"\n]*"|[\p{L}_][\p{L}\p{N}_-]*)){0,3})[ \t]*\{/uy;
const WORD = /[\p{L}\p{N}_-]+/uy;

/** Headers of blocks at the top level. */
function* headersIn(text: string): Generator<Header> {
  let [at, depth, line] = [0, 0, 1];
  const pass = (to: number) => {
    for (; at < to; at++) if (text[at] === "\n") line++;
  };
  while (at < text.length) {
    const comment = matched(COMMENT, text, at);
    const heredoc = matched(HEREDOC, text, at);
    const header = depth === 0 ? matched(HEADER, text, at) : undefined;
    const word = matched(WORD, text, at);
    if (comment) pass(at + comment[0].length);
    else if (heredoc) pass(endOfHeredoc(text, at + heredoc[0].length, heredoc[1] ?? ""));
    else if (text[at] === '"') pass(endOfString(text, at + 1));
    else if (header) {
      yield { type: header[1] ?? "", labels: labelsIn(header[2] ?? ""), line };
      pass(at + header[0].length);
      depth++;
    } else if (word) pass(at + word[0].length);
    else {
      if (text[at] === "{") depth++;
      if (text[at] === "}") depth = Math.max(0, depth - 1);
      pass(at + 1);
    }
  }
}

function matched(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function labelsIn(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

/** Behind the line that has nothing but the marker. */
function endOfHeredoc(text: string, from: number, marker: string): number {
  for (let start = from; start < text.length; ) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    if (text.slice(start, stop).trim() === marker) return stop;
    start = stop + 1;
  }
  return text.length;
}

/** Behind the closing quote. Interpolations in it may have strings of their own: `"${lookup(m, "a")}"`. */
function endOfString(text: string, from: number): number {
  const open: ('"' | "{")[] = ['"'];
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (open.at(-1) === "{") {
      if (character === "}") open.pop();
      else if (character === '"' || character === "{") open.push(character);
    } else if (character === "\\") at++;
    else if (character === '"') open.pop();
    else if (isInterpolation(text, at)) {
      open.push("{");
      at++;
    }
    if (open.length === 0) return at + 1;
  }
  return text.length;
}

/** `${` and `%{` begin one; `$${` and `%%{` are text. */
function isInterpolation(text: string, at: number): boolean {
  const mark = text[at];
  return (mark === "$" || mark === "%") && text[at + 1] === "{" && text[at - 1] !== mark;
}
