import { define } from "../own";
import { collection } from "../types/type";
import type { Value } from "../value";

/**
 * The rows of a CSV document as objects with the names of its first row.
 *
 * @throws Error where the document is not CSV as RFC 4180 has it
 */
export function parseCsv(text: string): Value {
  const [names = [], ...rows] = rowsOf(text);
  if (names.length === 0) throw refusedCsv("it has no header");
  if (new Set(names).size !== names.length) throw refusedCsv("two columns have one name");
  const objects = rows.map((row) => {
    if (row.length !== names.length)
      throw refusedCsv(`a row has ${row.length} fields instead of ${names.length}`);
    const made: Record<string, Value> = {};
    for (const [index, name] of names.entries()) define(made, name, row[index] as string);
    return made;
  });
  const attributes = new Map(names.map((name) => [name, { type: "string" as const }]));
  return collection(objects, "list", { kind: "object", attributes });
}

const FIELD = /"((?:[^"]|"")*)"(?=,|\r?\n|$)|([^",\r\n]*)(?=,|\r?\n|$)/y;
const END = /,|\r?\n|$/y;

function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    FIELD.lastIndex = at;
    const [field, quoted, plain] = FIELD.exec(text) ?? [];
    if (field === undefined) throw refusedCsv(`a quotation mark at character ${at + 1}`);
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    END.lastIndex = at + field.length;
    const [end = ""] = END.exec(text) ?? [];
    at += field.length + end.length;
    if (end === "," && at < text.length) continue;
    if (end === ",") row.push("");
    // An empty line is no row.
    if (row.length > 1 || row[0] !== "" || quoted !== undefined) rows.push(row);
    row = [];
  }
  return rows;
}

function refusedCsv(what: string): Error {
  return new SyntaxError(`csvdecode(): ${what}`);
}
