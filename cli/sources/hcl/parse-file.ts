import { createHash } from "node:crypto";
import { relative } from "node:path";
import { parseJson } from "../../../terraform/language/expression";
import {
  blockPositions,
  jsonBlockPositions,
  type Position,
  type Positions,
} from "../../../terraform/sources";
import { readText } from "../regular-file";
import { nestingProblem } from "./nesting";

/** What a file of HCL or JSON says, or why it does not parse. */
export type ParsedFile =
  | { readonly json: unknown; readonly positions?: Positions }
  | {
      readonly unreadable: string;
      /** Of what does not parse. */
      readonly digest?: string;
      readonly position?: Position;
    };

export const MAX_FILE_BYTES = 2_000_000;

/** Parses a file; it never throws. The parser is large, and is loaded by the first file. */
export async function parseFile(path: string): Promise<ParsedFile> {
  const read = readText(path, MAX_FILE_BYTES);
  if ("unreadable" in read) return read;
  const { text } = read;
  try {
    // If a name occurs twice, Terraform reads both, or fails.
    if (path.endsWith(".json"))
      return { json: parseJson(text), positions: jsonBlockPositions(text, shownPath(path)) };
    const problem = nestingProblem(text);
    if (problem !== undefined) return { unreadable: problem, digest: digestOf(text) };
    return { json: await parseHcl(path, text), positions: blockPositions(text, shownPath(path)) };
  } catch (error) {
    // The parser keeps what is open on the stack.
    const why =
      error instanceof RangeError ? "it is nested too deeply" : reasonIn((error as Error).message, path);
    const [, line = "1"] = /^line (\d+),/.exec(why) ?? [];
    const position = { file: shownPath(path), line: Number(line) };
    return { unreadable: `it does not parse: ${why}`, digest: digestOf(text), position };
  }
}

/** `parse config: [/work/main.tf:3,1-2: Invalid expression; …]` without the path, which the notice has. */
function reasonIn(message: string, path: string): string {
  const [first = ""] = message.split("\n");
  const [, inner = first] = /^parse config: \[(.*)\]$/.exec(first) ?? [];
  return inner.replaceAll(`${path}:`, "line ").replace(/\.$/, "");
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** From the working directory, unless that is the longer way, so that editors and terminals find it. */
function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.length < file.length || !path.startsWith("..") ? path : file;
}

const PARSER = "@cdktf/hcl2json";

/** HCL as JSON: each block is a list, and each expression a template. */
export async function parseHcl(name: string, text: string): Promise<unknown> {
  const { parse } = require(PARSER) as {
    parse: (file: string, text: string) => Promise<Readonly<Record<string, unknown>>>;
  };
  try {
    return await parse(name, text);
  } catch (error) {
    // A parser whose stack overflowed is not sound any more; the next file gets another one.
    if (error instanceof RangeError)
      for (const file of Object.keys(require.cache)) if (file.includes(PARSER)) delete require.cache[file];
    throw error;
  }
}
