import fc from "fast-check";
import { templateOf } from "../../../../terraform/access/matrix/path-template";
import { mayShareText } from "../../../../terraform/access/matrix/shared-segments";

test.each([
  ["a/*/GET/pets", "a/live/GET/pets", true],
  ["a/*/GET/pets", "a/live/GET/dogs", false],
  ["a/*/GET/pets/*", "a/live/GET/pets/{id}", true],
  ["a/*/GET/dogs/*", "a/live/GET/pets/{id}", false],
  ["a/*/GET/{id}", "a/live/GET/{id}", true],
  ["*", "a/live/GET/pets", true],
  ["a/*/x/y", "a/live/{proxy+}", true],
  ["a/li?e/GET/pets", "a/live/GET/pets", true],
  ["a/live/*ets/7", "a/live/pets/{id}", true],
])("%s and %s: %s", (pattern, path, expected) => {
  expect(mayShareText(pattern, templateOf(path))).toBe(expected);
});

const segment = fc.constantFrom("a", "b", "ab", "GET");
const part = fc.oneof({ weight: 4, arbitrary: segment }, fc.constantFrom("{x}", "a{x}"));

/** Whether a text is one that the pattern covers: a wildcard is any text, `?` one character. */
const covers = (pattern: string, text: string) =>
  new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);

test("it refuses no pair with a text in common", () => {
  const paths = fc.array(part, { minLength: 1, maxLength: 4 });
  const greedy = fc.constantFrom("", "/{rest+}");
  const values = fc.array(segment, { minLength: 5, maxLength: 5 });
  const cuts = fc.array(fc.tuple(fc.nat(12), fc.nat(4), fc.constantFrom("*", "?")), { maxLength: 3 });
  fc.assert(
    fc.property(paths, greedy, values, cuts, (parts, rest, given, wildcards) => {
      const path = parts.join("/") + rest;
      let next = 0;
      const value = () => given[next++ % given.length] as string;
      const text = path.replace(/\{rest\+\}/, () => `${value()}/${value()}`).replace(/\{x\}/g, value);
      const pattern = wildcards.reduce((written, [at, length, wildcard]) => {
        const taken = wildcard === "?" ? 1 : length;
        return written.slice(0, at) + wildcard + written.slice(at + taken);
      }, text);
      fc.pre(covers(pattern, text));
      expect(mayShareText(pattern, templateOf(path))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
