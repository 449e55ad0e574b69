import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseCommand } from "../arguments/parse-command";
import { UsageError } from "../error";
import { moduleHelp } from "../help/module";
import type { Section } from "../module/options";
import { moduleSettings, onlyModule, synthFirst } from "../module/settings";
import { terraformModule } from "../module/terraform-module";
import { jsonText } from "../render/json";
import type { ModuleJson } from "../schemas/module";
import { VERSION } from "../schemas/version";
import { readOutput, type SynthOutput } from "../sources/output";
import { projectAt } from "../sources/project";

/** `gatehouse module DIR`: a stack as a Terraform module, for teams that run no cdktf. */
export async function module(args: readonly string[]): Promise<number> {
  const {
    options,
    paths: [folder = ""],
  } = parseCommand(moduleHelp, args);
  const project = projectAt(process.cwd());
  const from = resolve(options.from ?? project.output);
  const wanted = options.stack ?? onlyModule(project.root);
  const { stacks } = outputAt(from);
  const stack = stacks.find(({ name }) => name === wanted);
  if (!stack) {
    const names = stacks.map(({ name }) => name);
    throw new UsageError(
      "STACK_UNKNOWN",
      `No stack "${wanted}" in ${from}; there are ${names.join(", ")}. ${synthFirst()}`,
    );
  }
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new UsageError(
      "FOLDER_NOT_EMPTY",
      `${target} is not empty; expected a new or empty folder for the module.`,
    );
  }
  const documents = Object.fromEntries(stacks.map(({ document, name }) => [name, document as Section]));
  const settings = moduleSettings(project.root, stack.name);
  const { files, assets } = terraformModule(stack.document as Section, settings, documents);
  for (const [name, text] of Object.entries(files))
    write(join(target, name), (file) => writeFileSync(file, text));
  for (const asset of assets) {
    write(join(target, asset), (file) => copyFileSync(join(from, "stacks", stack.name, asset), file));
  }
  const names = Object.keys(files);
  const report: ModuleJson = {
    version: VERSION,
    stack: stack.name,
    folder,
    files: names,
    archives: [...assets],
  };
  process.stdout.write(
    options.json
      ? `${jsonText(report, 2)}\n`
      : `Wrote ${counted(names.length, "file")} and ${counted(assets.length, "archive")} to ${folder}\n`,
  );
  return 0;
}

/** @throws UsageError `OUTPUT_MISSING` with the command that writes it */
function outputAt(folder: string): SynthOutput {
  try {
    return readOutput(folder);
  } catch (error) {
    if (error instanceof UsageError && error.code === "OUTPUT_MISSING")
      throw new UsageError(error.code, `${error.message} ${synthFirst()}`);
    throw error;
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function write(file: string, put: (file: string) => void): void {
  mkdirSync(dirname(file), { recursive: true });
  put(file);
}
