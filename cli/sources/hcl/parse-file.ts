import { relative } from "node:path";
import { parseJson } from "../../../terraform/language/expression";
import { blockPositions, type Positions } from "../../../terraform/sources";
import { readText } from "../regular-file";

/** What a file of HCL or JSON says, or why it does not parse. */
export type ParsedFile =
  | { readonly json: unknown; readonly positions?: Positions }
  | { readonly unreadable: string };

export const MAX_FILE_BYTES = 2_000_000;

/** Parses a file; it never throws. The parser is large, and is loaded by the first file. */
export async function parseFile(path: string): Promise<ParsedFile> {
  const read = readText(path, MAX_FILE_BYTES);
  if ("unreadable" in read) return read;
  const { text } = read;
  try {
    // If a name occurs twice, Terraform reads both, or fails.
    if (path.endsWith(".json")) return { json: parseJson(text) };
    return { json: await parseHcl(path, text), positions: blockPositions(text, shownPath(path)) };
  } catch (error) {
    return { unreadable: `it does not parse: ${(error as Error).message.split("\n")[0]}` };
  }
}

/** From the working directory, unless that is the longer way, so that editors and terminals find it. */
function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.length < file.length || !path.startsWith("..") ? path : file;
}

/** HCL as JSON: each block is a list, and each expression a template. */
export async function parseHcl(name: string, text: string): Promise<unknown> {
  const { parse } = require("@cdktf/hcl2json") as {
    parse: (file: string, text: string) => Promise<Readonly<Record<string, unknown>>>;
  };
  return parse(name, text);
}
