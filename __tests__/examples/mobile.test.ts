import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import type { ClientFacts } from "../../cli/client/facts";
import { factsOfModel } from "../../cli/client/of-model";
import { amazonRoots } from "../../cli/pins/amazon";
import { readOutput } from "../../cli/sources/output";
import { installRequirements } from "../../quality/clients/install";
import { environmentNamed } from "../../stacks/environment-named";
import { readTerraform } from "../../terraform/read";
import { written } from "../cli/client/written";
import { synthesize } from "../stacks/synthesized";

/** examples/kotlin and examples/swift: what can be told without the platforms' tools. */

const examples = join(__dirname, "../../examples");
const PARSERS = join(__dirname, "../../quality/parsers");
const ANDROID = "kotlin/app/src/main/res/xml/network_security_config.xml";
const IOS = "swift/Info.plist";

function parsed(file: string) {
  const fail = (problem: string) => {
    throw new Error(`${file}: ${problem}`);
  };
  const text = readFileSync(join(examples, file), "utf8");
  return new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(
    text,
    "text/xml",
  );
}

const texts = (file: string, tag: string) =>
  Array.from(parsed(file).getElementsByTagName(tag)).map(({ textContent }) => textContent ?? "");

test.each([
  ANDROID,
  "kotlin/app/src/debug/res/xml/network_security_config.xml",
  "kotlin/app/src/main/AndroidManifest.xml",
  IOS,
])("%s is well-formed", (file) => {
  expect(parsed(file).documentElement).toBeDefined();
});

test("both platforms pin the roots of Amazon that `gatehouse pins` knows", () => {
  const pins = amazonRoots().map(({ pin }) => pin);
  expect(texts(ANDROID, "pin").sort()).toEqual(pins.sort());
  expect(texts(IOS, "string").sort()).toEqual(pins);
});

test("both apps call the API by names that are in the file which `gatehouse client` writes", () => {
  const names = (file: string, pattern: RegExp) =>
    [...readFileSync(join(examples, file), "utf8").matchAll(pattern)].map(([, name = ""]) => name);
  const kotlin = names(
    "kotlin/app/src/main/kotlin/com/example/petstore/Shop.kt",
    /const val \w+ = "([^"]+)"/g,
  );
  expect(names("swift/Sources/PetStore/Shop.swift", /static let \w+ = "([^"]+)"/g)).toEqual(kotlin);
  const { api } = JSON.parse(written("amplify-gen1", dev()).text);
  const types = kotlin.map((name) => api.plugins.awsAPIPlugin[name]?.authorizationType);
  expect(types).toEqual(["AWS_IAM", "AMAZON_COGNITO_USER_POOLS", "NONE"]);
});

// As for the clients: `CLIENTS=node npm run test:clients` needs no Python.
const { CLIENTS } = process.env;
const hasPython = CLIENTS === undefined || CLIENTS.split(",").includes("python");

(hasPython ? describe : describe.skip)("by grammars of both languages, which Python has:", () => {
  const folder = mkdtempSync(join(tmpdir(), "parsed-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let parse: (files: readonly string[]) => { readonly status: number | null; readonly stdout: string };
  beforeAll(() => {
    const python = installRequirements(PARSERS);
    parse = (files) => spawnSync(python, [join(PARSERS, "parse.py"), ...files], { encoding: "utf8" });
  }, 600_000);

  const sources = ["kotlin", "swift"].flatMap((name) =>
    readdirSync(join(examples, name), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(kts?|swift)$/.test(file))
      .map((file) => join(examples, name, file)),
  );

  test("each source parses, and so does each that `gatehouse client` writes", () => {
    const made = (["kotlin", "swift"] as const).map((name) => {
      const file = join(folder, `Gatehouse.${name === "kotlin" ? "kt" : name}`);
      writeFileSync(file, written(name, dev()).text);
      return file;
    });
    expect(sources).toHaveLength(9);
    expect(parse([...sources, ...made])).toMatchObject({ status: 0, stdout: "\n" });
  });

  test.each(sources)("%s without its last brace does not", (source) => {
    const text = readFileSync(source, "utf8");
    const file = join(folder, `broken${extname(source)}`);
    const at = Math.max(text.lastIndexOf("}"), text.lastIndexOf(")"));
    writeFileSync(file, text.slice(0, at) + text.slice(at + 1));
    expect(parse([file]).status).toBe(1);
  });
});

/** Of the pet store's environment `dev` in the cloud, whose ids the reader makes up. */
function dev(): ClientFacts {
  const folder = mkdtempSync(join(tmpdir(), "mobile-"));
  synthesize(folder, environmentNamed("dev"));
  const model = readTerraform({ kind: "stacks", stacks: readOutput(folder).stacks }, { strict: true });
  rmSync(folder, { recursive: true });
  return factsOfModel(model, { name: "dev", isTold: () => true, strict: model });
}
