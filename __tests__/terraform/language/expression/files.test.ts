import {
  evaluate,
  type Files,
  isSet,
  type Scope,
  Unresolved,
  WORKING_FOLDER,
} from "../../../../terraform/language/expression";
import { parseExpression } from "../../../../terraform/language/expression/syntax/template";

const texts: Readonly<Record<string, string>> = {
  "a.txt": "hello",
  "./a.txt": "hello",
  "./p/a.txt": "hello",
  "list.tftpl": '%{ for x in items ~}\n- ${x}\n%{ endfor ~}\n${file("a.txt")}',
};
/** Those with a slash at the end are not read. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  ".": ["a.txt", "b.json", "p/c.json", "p/q/d.json"],
  r: [".git/", "a.json", "p/a.json", "p/s/"],
};
const files: Files = {
  text: (path) => texts[path],
  below: (folder) => BELOW[folder],
};
const scope: Scope = {
  reference([name]) {
    if (name === "path") return { value: WORKING_FOLDER, used: 2 };
    if (name === "greeting") return { value: "hello ${name}", used: 1 };
    throw new Error(`there is no ${name}`);
  },
  files,
};
const value = (expression: string) => evaluate(parseExpression(expression), scope);

test.each([
  ['file("a.txt")', "hello"],
  ['fileexists("a.txt")', true],
  ['filebase64("a.txt")', "aGVsbG8="],
  ['filemd5("a.txt")', "5d41402abc4b2a76b9719d911017c592"],
  ['filesha1("a.txt")', "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"],
  ['filebase64sha256("a.txt")', "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="],
  ['filesha256("a.txt") == sha256("hello")', true],
  ['filesha512("a.txt") == sha512("hello")', true],
  ['filebase64sha512("a.txt") == base64sha512("hello")', true],
  ['templatefile("list.tftpl", { items = ["x", "y"] })', "- x\n- y\nhello"],
  ['templatestring(greeting, { name = "Ada" })', "hello Ada"],
  ['fileset(".", "*.json")', ["b.json"]],
  ['fileset(".", "**/*.json")', ["b.json", "p/c.json", "p/q/d.json"]],
  ['fileset(".", "**")', ["a.txt", "b.json", "p/c.json", "p/q/d.json"]],
  ['fileset(".", "{a,b}.*")', ["a.txt", "b.json"]],
  ['fileset(".", "?.txt")', ["a.txt"]],
  ['fileset(".", "p/[a-c].json")', ["p/c.json"]],
  ['fileset("r", "*.json")', ["a.json"]],
  ['fileset("r", "p/*.json")', ["p/a.json"]],
  ['fileset("r", "{a,b}.json")', ["a.json"]],
  ['fileset("r", "p/q/**")', []],
  ['pathexpand("/etc")', "/etc"],
  ['file("${path.cwd}/a.txt")', "hello"],
  ['file("${path.cwd}/p/${"a"}.txt")', "hello"],
  ['file(abspath("p/../a.txt"))', "hello"],
  ['file("${abspath("p")}/a.txt")', "hello"],
  ['fileset(path.cwd, "*.json")', ["b.json"]],
  ['abspath("/a/../b")', "/b"],
])("%s", (expression, expected) => {
  expect(value(expression)).toEqual(expected);
});

test.each([
  "path.cwd",
  "basename(path.cwd)",
  'abspath("a.txt")',
  'file("${path.cwd}-old/a.txt")',
  'file("${basename(path.cwd)}/a.txt")',
])("where the folder is in which Terraform runs is not known: %s", (expression) => {
  expect(value(expression)).toBeInstanceOf(Unresolved);
});

test("fileset() makes a set", () => {
  expect(isSet(value('fileset(".", "*.json")'))).toBe(true);
});

test.each([
  ['file("gone.txt")', "file(): gone.txt is not read"],
  ['fileexists("gone.txt")', "fileexists(): gone.txt is not read"],
  ['templatefile("gone.txt", {})', "file(): gone.txt is not read"],
  ['fileset("elsewhere", "*")', "fileset(): the files of elsewhere are not read"],
  ['fileset("r", "**")', "fileset(): the files of .git/ are not read"],
  ['fileset("r", ".git/*")', "fileset(): the files of .git/ are not read"],
  ['fileset("r", "*/config")', "fileset(): the files of .git/ are not read"],
  ['fileset("r", "{.git/a,b}")', "fileset(): the files of .git/ are not read"],
  ['fileset("r", "p/*/a.json")', "fileset(): the files of p/s/ are not read"],
  ['fileset("r", "p/**/a.json")', "fileset(): the files of p/s/ are not read"],
  ['fileset(".", "../b.json")', "fileset() with the pattern ../b.json"],
  ['fileset(".", "p/../b.json")', "fileset() with the pattern p/../b.json"],
  ['fileset(".", "./b.json")', "fileset() with the pattern ./b.json"],
  ['fileset(".", "/b.json")', "fileset() with the pattern /b.json"],
  ['pathexpand("~/x")', "pathexpand(): it depends on whose machine Terraform runs on"],
])("%s is unknown: a file that is not read may be there", (expression, unknown) => {
  expect(value(expression)).toBeInstanceOf(Unresolved);
  expect(value(expression)).toMatchObject({ unknown });
});

test("a template has no names but those that it is given", () => {
  expect(() => value("templatestring(greeting, {})")).toThrow(
    expect.objectContaining({ code: "REFERENCE_MISSING" }),
  );
});
