import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";

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

test("both apps call the API by the same names, of the configuration in the README", () => {
  const names = (file: string, pattern: RegExp) =>
    [...readFileSync(join(examples, file), "utf8").matchAll(pattern)].map(([, name]) => name);
  const kotlin = names(
    "kotlin/app/src/main/kotlin/com/example/petstore/Shop.kt",
    /const val \w+ = "([^"]+)"/g,
  );
  expect(kotlin).toHaveLength(3);
  expect(names("swift/Sources/PetStore/Shop.swift", /static let \w+ = "([^"]+)"/g)).toEqual(kotlin);
  const [, block = ""] =
    /```json\n([\s\S]*?)```/.exec(readFileSync(join(examples, "kotlin/README.md"), "utf8")) ?? [];
  expect(Object.keys(JSON.parse(block).api.plugins.awsAPIPlugin)).toEqual(kotlin);
});
