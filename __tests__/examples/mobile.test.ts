import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import type { ClientFacts } from "../../cli/client/facts";
import { factsOfModel } from "../../cli/client/of-model";
import { readOutput } from "../../cli/sources/output";
import { environmentNamed } from "../../stacks/environment-named";
import { readTerraform } from "../../terraform/read";
import { written } from "../cli/client/written";
import { synthesize } from "../stacks/synthesized";

/** examples/kotlin and examples/swift: what can be told without the platforms' tools. */

const examples = join(__dirname, "../../examples");
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

test("both platforms pin the same authorities, and more than one", () => {
  const pins = texts(ANDROID, "pin");
  expect(texts(IOS, "string")).toEqual(pins);
  expect(new Set(pins).size).toBe(5);
  // SHA-256 in base64. A platform shows a mistake only as connections that fail.
  for (const pin of pins) expect(Buffer.from(pin, "base64")).toHaveLength(32);
  for (const pin of pins) expect(Buffer.from(pin, "base64").toString("base64")).toBe(pin);
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

/** Of the pet store's environment `dev` in the cloud, whose ids the reader makes up. */
function dev(): ClientFacts {
  const folder = mkdtempSync(join(tmpdir(), "mobile-"));
  synthesize(folder, environmentNamed("dev"));
  const model = readTerraform({ kind: "stacks", stacks: readOutput(folder).stacks }, { strict: true });
  rmSync(folder, { recursive: true });
  return factsOfModel(model, { name: "dev", isTold: () => true, strict: model });
}
