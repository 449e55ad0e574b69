import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import { strToU8, zipSync } from "fflate";
import { oncePerWorker } from "../per-worker";

/** What a command wrote, and its status. */
export async function captured(
  command: (args: readonly string[]) => Promise<number>,
  ...args: string[]
): Promise<{ readonly status: number; readonly out: string; readonly err: string }> {
  const [out, err] = [jest.spyOn(process.stdout, "write"), jest.spyOn(process.stderr, "write")].map((spy) => {
    spy.mockImplementation(() => true);
    return spy;
  });
  try {
    const status = await command(args);
    const written = (spy: typeof out) => spy?.mock.calls.map(([text]) => String(text)).join("") ?? "";
    const said = { status, out: written(out), err: written(err) };
    if (isJson(args) && status !== 1 && status !== 2)
      expect(schemaErrors(schemaOf(command.name, args), said.out)).toEqual([]);
    return said;
  } finally {
    out?.mockRestore();
    err?.mockRestore();
  }
}

function isJson(args: readonly string[]): boolean {
  return args.some((word, at) => word === "--json" || (word === "--format" && args[at + 1] === "json"));
}

/** One answer of the table has a schema of its own. */
function schemaOf(command: string, [first = "", ...others]: readonly string[]): string {
  const name = command === "gatehouse" ? first : command;
  return name === "access" && others.includes("--why") ? "why" : name;
}

/** What is wrong with the JSON that a command printed, by its published schema. */
export function schemaErrors(command: string, text: string): readonly unknown[] {
  const validate = oncePerWorker(`schema of ${command}`, () => compiled(command));
  return validate(JSON.parse(text)) ? [] : (validate.errors ?? ["refused"]);
}

function compiled(command: string): ValidateFunction {
  const file = join(__dirname, `../../schemas/${command}.schema.json`);
  return new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(file, "utf8")));
}

const folders: string[] = [];

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

/** An empty folder, which removeFolders() removes. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  folders.push(folder);
  return folder;
}

/** A folder as cdktf writes it, of one stack; archives by file name, each with its files. */
export function outputOf(
  document: object,
  archives: Readonly<Record<string, Record<string, string>>> = {},
): string {
  const folder = temporaryFolder("output-");
  const stack = join(folder, "stacks/shop");
  mkdirSync(stack, { recursive: true });
  writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify(document));
  for (const [name, files] of Object.entries(archives)) {
    const entries = Object.entries(files).map(([file, text]) => [file, strToU8(text)] as const);
    writeFileSync(join(stack, name), zipSync(Object.fromEntries(entries)));
  }
  return folder;
}

/** A file as reports name it: from the working directory, unless that is the longer way. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.length < file.length ? path : file;
}

export function fileOf(name: string, text: string): string {
  const folder = temporaryFolder("file-");
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
