import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Documented, documentedIn } from "../../quality/generate/constructs/api";
import { pageFiles } from "../../quality/generate/pages";
import { registryFiles } from "../../quality/generate/registries";

const root = join(__dirname, "../..");

test("every generated file is what `npm run generate` writes", () => {
  const written = (file: string) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "missing";
  const stale = [...registryFiles(), ...pageFiles()].filter(({ file, text }) => written(file) !== text);
  expect(stale.map(({ file }) => file)).toEqual([]);
});

/** The reference of docs/constructs/ says something about everything that projects can use. */

const documented = documentedIn("library/constructs.ts");

interface Part {
  readonly name: string;
  readonly text: string;
}

function partsOf(one: Documented): readonly Part[] {
  const within = (parts: readonly Part[]) =>
    parts.map(({ name, text }) => ({ name: `${one.name}.${name}`, text }));
  switch (one.kind) {
    case "class":
      return [one, ...within(one.props), ...within(one.fields), ...within(one.methods)];
    case "object":
      // The props of a class are shown with the class.
      return one.name.endsWith("Props") ? within(one.fields) : [one, ...within(one.fields)];
    case "type":
    case "function":
      return [one];
  }
}

test("each class, prop, attribute, method, function and type has a docstring", () => {
  const parts = documented.flatMap(partsOf);
  expect(parts.length).toBeGreaterThan(600);
  expect(parts.filter(({ text }) => text === "").map(({ name }) => name)).toEqual([]);
});

test("inherited props, defaults, errors and what an interface says of an attribute are found", () => {
  const named = (name: string) => documented.find((one) => one.name === name);
  expect(named("WebAcl")).toMatchObject({
    props: expect.arrayContaining([
      expect.objectContaining({
        name: "mode",
        type: '"block" | "count"',
        isOptional: true,
        default: '"block"',
      }),
    ]),
    fields: expect.arrayContaining([expect.objectContaining({ name: "arn", text: "ARN of the web ACL." })]),
  });
  expect(named("EncryptionKey")).toMatchObject({
    propsType: "EncryptionKeyProps",
    throws: ["DeclarationError `KEY_WINDOW_INVALID`"],
  });
});

test("what is private, and what a package exports, is not in it", () => {
  const names = documented.flatMap(partsOf).map(({ name }) => name);
  expect(names.filter((name) => /\.(encryptionKey|node|toString)$/.test(name))).toEqual([
    "Table.encryptionKey",
    "TableProps.encryptionKey",
  ]);
  expect(names).not.toContain("Construct");
});

test("docs/constructs.md leads to each construct", () => {
  const overview = readFileSync(join(root, "docs/constructs.md"), "utf8");
  const constructs = documented.filter((one) => one.kind === "class" && one.props.length > 0);
  expect(constructs.length).toBeGreaterThan(30);
  const isMissing = ({ name }: Documented) => !overview.includes(`[\`${name}\`](constructs/`);
  expect(constructs.filter(isMissing).map(({ name }) => name)).toEqual([]);
});
