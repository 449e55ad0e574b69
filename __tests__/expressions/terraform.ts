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

type MetadataType = string | readonly [string, MetadataType];

interface Parameter {
  readonly type: MetadataType;
  readonly is_nullable?: boolean;
}

/** The parameters of each function, as `signatures` writes them. */
export function signaturesOfTerraform(): Readonly<Record<string, readonly string[]>> {
  const text = execFileSync("terraform", ["metadata", "functions", "-json"], { encoding: "utf8" });
  const { function_signatures: all } = JSON.parse(text) as {
    readonly function_signatures: Readonly<
      Record<string, { readonly parameters?: readonly Parameter[]; readonly variadic_parameter?: Parameter }>
    >;
  };
  const type = (of: MetadataType): string =>
    typeof of === "string" ? of.replace("dynamic", "any") : `${of[0]}(${type(of[1])})`;
  const shown = (parameter: Parameter) => type(parameter.type) + (parameter.is_nullable ? "?" : "");
  const entries = Object.entries(all)
    .filter(([name]) => !name.startsWith("core::"))
    .map(([name, { parameters = [], variadic_parameter: rest }]) => {
      return [name, [...parameters.map(shown), ...(rest ? [`...${shown(rest)}`] : [])]] as const;
    });
  return Object.fromEntries(entries);
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
      .replace(/^( *)(.*): (?=[a-z]+(?:\(|,?$))/gm, (_, blank, name) => `${blank}${JSON.stringify(name)}: `),
  );
  if (typeof type === "string" || type.kind !== "object")
    throw new Error(`an object type was expected: ${text}`);
  return new Map([...type.attributes].map(([name, attribute]) => [name, typeText(attribute.type)]));
}
