import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseType, typeText } from "../../terraform/language/expression";
import type { Result } from "../terraform/language/expression/conformance/evaluated";

/** Evaluates expressions with `terraform console`, in a folder without providers. */
export function evaluatedByTerraform(expressions: readonly string[]): readonly Result[] {
  const folder = mkdtempSync(join(tmpdir(), "expressions-"));
  try {
    // try() makes a refusal of one expression a value; JSON never begins with `!`.
    write(
      folder,
      expressions.map((expression, index) => `e${index} = try(jsonencode(${expression}), "!")`),
    );
    const values = answer(folder, `[${expressions.map((_, index) => `local.e${index}`).join(", ")}]`);
    const encoded = JSON.parse(values) as readonly string[];
    const accepted = encoded.flatMap((json, index) => (json === "!" ? [] : [index]));
    write(
      folder,
      accepted.map((index) => `e${index} = ${expressions[index]}`),
    );
    const types = typesIn(
      run(folder, `type({${accepted.map((index) => `e${index} = local.e${index}`).join(", ")}})`),
    );
    return encoded.map((json, index) =>
      json === "!" ? "refused" : { json, type: types.get(`e${index}`) ?? "" },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The version that answers, `1.11.4`. */
export function terraformVersion(): string {
  const { terraform_version } = JSON.parse(
    execFileSync("terraform", ["version", "-json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  return terraform_version;
}

/** The value of one expression, of which JSON is made. */
function answer(folder: string, expression: string): string {
  const quoted = run(folder, `jsonencode(${expression})`).trim();
  return (JSON.parse(quoted) as string).replaceAll("$${", "${").replaceAll("%%{", "%{");
}

function write(folder: string, locals: readonly string[]): void {
  writeFileSync(join(folder, "main.tf"), `locals {\n${locals.join("\n")}\n}\n`);
}

function run(folder: string, input: string): string {
  return execFileSync("terraform", ["console", "-no-color"], {
    cwd: folder,
    input,
    encoding: "utf8",
    maxBuffer: 1e8,
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
}

/** The types of an object's attributes, of an object type as the console prints it. */
function typesIn(text: string): ReadonlyMap<string, string> {
  const type = parseType(
    // Names stand bare, whatever is in them.
    text
      .replaceAll("dynamic", "any")
      .replace(/^( *)(.+?): /gm, (_, blank, name) => `${blank}${JSON.stringify(name)}: `),
  );
  if (typeof type === "string" || type.kind !== "object")
    throw new Error(`an object type was expected: ${text}`);
  return new Map([...type.attributes].map(([name, attribute]) => [name, typeText(attribute.type)]));
}
