import { parseYaml } from "../../../cli/sources/yaml";

test("a document of YAML 1.2", () => {
  expect(parseYaml("paths:\n  /a: &a {get: {}}\n  /b: *a\nversion: '3.0'\n")).toEqual({
    paths: { "/a": { get: {} }, "/b": { get: {} } },
    version: "3.0",
  });
});

test.each([
  ["a tag that is not known", "get: !open {}", "Unresolved tag: !open at line 1, column 6"],
  [
    "a tag that does not fit",
    "get: !!float x",
    "Unresolved tag: tag:yaml.org,2002:float at line 1, column 6",
  ],
  ["a name that comes twice", "a: 1\na: 2", "Map keys must be unique at line 2, column 1"],
  ["several documents", "a: 1\n---\na: 2", "it has several documents"],
  ["no document", "# nothing", "it has no document"],
  ["an anchor that is not there", "a: *b", "Unresolved alias"],
])("%s is one error, and no warning of the process", (_, text, message) => {
  const emitted = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  expect(() => parseYaml(text)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(message) }),
  );
  expect(() => parseYaml(text)).not.toThrow(/\n/);
  expect(emitted).not.toHaveBeenCalled();
  emitted.mockRestore();
});
