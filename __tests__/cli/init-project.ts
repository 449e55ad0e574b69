/** Folders like those of `cdktf init`, and `gatehouse init` in them. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gatehouse } from "../../cli/gatehouse";
import { captured, schemaErrors, temporaryFolder } from "./captured";

export const MAIN = `import { Construct } from "constructs";
import { App, TerraformStack } from "cdktf";

class MyStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
  }
}

const app = new App();
new MyStack(app, "shop");
app.synth();
`;

/** A project, with these files over those of `cdktf init`; one that is undefined is left out. */
export function project(files: Readonly<Record<string, unknown>> = {}): string {
  const folder = join(temporaryFolder("init-"), "project");
  const all = {
    ".git/HEAD": "",
    "cdktf.json": { language: "typescript", app: "npx ts-node main.ts" },
    "package.json": { name: "@team/My_Shop", dependencies: { cdktf: "0.21.0", constructs: "10.4.2" } },
    "main.ts": MAIN,
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

/** `gatehouse init` in a folder. */
export async function init(folder: string, ...args: readonly string[]) {
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(folder);
  try {
    return await captured(gatehouse, "init", ...args);
  } finally {
    cwd.mockRestore();
  }
}

interface Report {
  readonly written: readonly string[];
  readonly extended: readonly string[];
  readonly kept: readonly string[];
  readonly next: readonly { readonly what: string; readonly lines: readonly string[] }[];
}

/** What a run that succeeds says as JSON. */
export async function reported(folder: string, ...args: readonly string[]): Promise<Report> {
  const { err, out, status } = await init(folder, "--json", ...args);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(schemaErrors("init", out)).toEqual([]);
  return JSON.parse(out) as Report;
}

export const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");
