/**
 * Gives the files that `gatehouse client` writes to the programs that read them, against a running gate:
 * npm run test:client-files.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { GateDescription } from "../../gateway";
import { synthesizeFor } from "./configurations";
import { at, FOLDER, node, passes, refuses, textOf, WRITTEN } from "./file-readers";
import { startGateFor } from "./gates";
import { installNode } from "./install";

const PASSWORD = "Only-for-localhost-1";
const PLACE = {
  origin: "http://localhost:9",
  callback: "http://localhost:9/",
  logout: "http://localhost:9/out",
};

interface Run {
  readonly state: string;
  readonly gate: GateDescription;
  /** The folder of the Terraform that the gate serves. */
  readonly terraform: string;
}

/** In order: later ones use what earlier ones got. */
const checks: Readonly<Record<string, (run: Run) => void>> = {
  "every format is written": ({ state }) => {
    for (const format of ["amplify", "env", "swift", "kotlin", "openapi", "typescript", "http"])
      node("cli/bin.js", "client", "--for", format, "--state", state, "--out", `${WRITTEN}/`);
  },
  "amplify_outputs.json is of the type that Amplify's tool gives the file": () => {
    checkTypes("outputs", textOf("amplify_outputs.json"));
    passes("tsc", ...STRICT, "--noEmit", "outputs.ts");
    const { auth, ...others } = JSON.parse(textOf("amplify_outputs.json"));
    checkTypes("wrong", JSON.stringify({ ...others, auth: { ...auth, endpoint: "x" } }));
    refuses("a key that the schema does not have", "tsc", ...STRICT, "--noEmit", "wrong.ts");
  },
  "aws-amplify signs in and calls each kind of route": ({ gate }) => {
    const shown = JSON.parse(node(join(FOLDER, "amplify.mjs"), at("amplify_outputs.json"), "bob", PASSWORD));
    writeFileSync(at("credentials.json"), JSON.stringify({ ...shown, apiKey: gate.apiKeys[0]?.value }));
  },
  "aws-amplify reads aws-exports.js as it reads amplify_outputs.json": ({ gate, terraform }) => {
    const { clientId, identityPoolId, issuer, region, url, userPoolId } = gate;
    const values = {
      ...{
        region,
        url,
        issuer,
        user_pool_id: userPoolId,
        client_id: clientId,
        identity_pool_id: identityPoolId,
      },
    };
    const outputs = Object.entries(values).map(([name, value]) => [
      name,
      { sensitive: false, type: "string", value },
    ]);
    writeFileSync(at("terraform-outputs.json"), JSON.stringify(Object.fromEntries(outputs)));
    for (const format of ["amplify", "amplify-gen1"]) {
      const from = [terraform, at("terraform-outputs.json")];
      node("cli/bin.js", "client", "--for", format, ...from, "--out", `${WRITTEN}/cloud/`);
    }
    node(join(FOLDER, "generations.mjs"), at("cloud/amplify_outputs.json"), at("cloud/aws-exports.js"));
  },
  "the OpenAPI document has no finding of redocly": () => {
    const config = ["--config", join(FOLDER, "redocly.yaml")];
    const out = passes("redocly", "lint", "openapi.json", "--format", "json", ...config);
    const { errors, ignored, warnings } = JSON.parse(out).totals;
    if (errors + ignored + warnings > 0) throw new Error(out);
    const { components, ...document } = JSON.parse(textOf("openapi.json"));
    const { securitySchemes: _, ...left } = components;
    writeFileSync(at("wrong.json"), JSON.stringify({ ...document, components: left }));
    refuses("schemes that are not defined", "redocly", "lint", "wrong.json", ...config);
  },
  "openapi-typescript and TypeScript compile a client, and it calls the gate": () => {
    passes("openapi-typescript", "openapi.json", "--output", "api.d.ts");
    writeFileSync(at("calls.mts"), readFileSync(join(FOLDER, "calls.mts")));
    passes("tsc", ...STRICT, "--rewriteRelativeImportExtensions", "--outDir", "compiled", "calls.mts");
    node(at("compiled/calls.mjs"), at("credentials.json"));
  },
  "Kotlin compiles the sources, with the pins for OkHttp": (run) => {
    if (isInstalled("java") && isInstalled("mvn")) compileKotlin(run);
    else console.log("left out, because it needs Java and Maven:");
  },
  "httpYac sends each request of the collection": () => {
    const shown = JSON.parse(textOf("credentials.json"));
    const file = `${JSON.parse(textOf("openapi.json")).info.title}.http`;
    const filled = textOf(file).replace(/^@(\w+) = $/gm, (_, name) => `@${name} = ${shown[name] ?? "none"}`);
    writeFileSync(at("filled.http"), filled);
    const { requests } = JSON.parse(
      passes("httpyac", "send", "filled.http", "--all", "--json", "--output", "short"),
    );
    compareStatuses(requests, EXPECTED);
  },
};

/** Kotlin's compiler comes from Maven. What it compiles is run: it prints the address, the routes and the pins. */
function compileKotlin({ gate }: Run): void {
  for (const name of ["one", "other"]) {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(at(`${name}.pub`), publicKey.export({ type: "spki", format: "pem" }));
  }
  const pinned = ["--cert", at("one.pub"), "--backup", at("other.pub"), "--host", "api.example.com"];
  node("cli/bin.js", "pins", ...pinned, "--for", "okhttp", "--out", at("Pins.kt"));
  const kotlin = join(FOLDER, "kotlin");
  runs("mvn", ["-q", "-B", "-f", kotlin, "dependency:copy-dependencies", `-DoutputDirectory=${at("jars")}`]);
  const jars = join(at("jars"), "*");
  const libraries = readdirSync(at("jars")).filter((name) => /^(kotlin-stdlib|okhttp|okio)/.test(name));
  const path = libraries.map((name) => join(at("jars"), name)).join(delimiter);
  const sources = [at("Gatehouse.kt"), at("Pins.kt"), join(kotlin, "Main.kt")];
  const compiler = ["-cp", jars, "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-stdlib", "-no-reflect"];
  runs("java", [...compiler, "-cp", path, "-d", at("classes"), ...sources]);
  const lines = runs("java", ["-cp", [at("classes"), path].join(delimiter), "MainKt"]).split("\n");
  const expected = [
    gate.url,
    "GET /pets SIGNATURE false",
    "GET /inventory SIGNATURE true",
    "GET /account ID_TOKEN false",
    "2",
  ];
  const missing = expected.filter((line) => !lines.includes(line));
  if (missing.length > 0) throw new Error(`Kotlin does not print ${missing.join(", ")}`);
}

function runs(name: string, args: readonly string[]): string {
  return execFileSync(name, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

function isInstalled(name: string): boolean {
  return spawnSync(name, ["-version"]).status === 0;
}

/** By the first words of a request's title: Bob is a customer, who may read pets, and has no token of the third party. */
const EXPECTED: Readonly<Record<string, number>> = {
  "GET /account": 200,
  "GET /health": 200,
  "GET /inventory": 403,
  "GET /partner/pets": 401,
  "GET /pets": 200,
  "POST /pets": 403,
  "GET /products": 200,
  "POST /products": 401,
};

interface Sent {
  readonly name?: string;
  readonly response?: { readonly statusCode?: number };
}

function compareStatuses(requests: readonly Sent[], expected: Readonly<Record<string, number>>): void {
  const found = requests.map(
    ({ name = "", response }) => [name.split(":")[0] ?? "", response?.statusCode] as const,
  );
  for (const [title, status] of Object.entries(expected)) {
    const one = found.find(([name]) => name === title);
    if (one?.[1] !== status)
      throw new Error(`${title} is answered ${one?.[1]}, expected ${status}: ${JSON.stringify(found)}`);
  }
}

const STRICT = [
  ...["--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "nodenext"],
  ...["--types", "node", "--typeRoots", join(__dirname, "../../node_modules/@types"), "--skipLibCheck"],
];

/** Only of a literal does TypeScript refuse keys that the type does not have. */
function checkTypes(name: string, json: string): void {
  const types = "../node_modules/@aws-amplify/client-config/lib/client-config-schema/client_config_v1.5.js";
  writeFileSync(
    at(`${name}.ts`),
    `import type { AWSAmplifyBackendOutputs } from "${types}";\nexport const outputs: AWSAmplifyBackendOutputs = ${json};\n`,
  );
}

async function main(): Promise<void> {
  installNode(FOLDER);
  rmSync(WRITTEN, { recursive: true, force: true });
  mkdirSync(WRITTEN);
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-client-files-"));
  const terraform = join(folder, "terraform");
  const users = join(folder, "users.json");
  synthesizeFor("dev", terraform, PLACE);
  writeFileSync(users, JSON.stringify([{ username: "bob", groups: ["user"], password: PASSWORD }]));
  const gate = await startGateFor(
    { configuration: "dev", setting: "endpoint" },
    { folder: join(folder, "gate"), place: PLACE, srp: "", terraform, users },
  );
  try {
    const run = {
      state: join(folder, "gate/state"),
      gate: JSON.parse(readFileSync(gate.file, "utf8")),
      terraform,
    };
    for (const [what, check] of Object.entries(checks)) {
      const began = Date.now();
      check(run);
      console.log(`${what}: ${((Date.now() - began) / 1_000).toFixed(1)} s`);
    }
  } finally {
    await gate.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
