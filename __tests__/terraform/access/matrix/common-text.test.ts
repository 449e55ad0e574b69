import fc from "fast-check";
import { fits, pattern } from "../../../../terraform/access/iam/pattern";
import { commonText } from "../../../../terraform/access/matrix/common-text";
import { filled, readable, templateOf } from "../../../../terraform/access/matrix/path-template";

test.each([
  ["/pets/7", "/pets/{id}", "/pets/7"],
  ["/pets/*", "/pets/{id}", "/pets/{id}"],
  ["/pets/a*z", "/pets/{id}", "/pets/a{id}z"],
  ["/pets/*/owner", "/pets/{id}", undefined],
  ["/pets/*/owner", "/pets/{id}/owner", "/pets/{id}/owner"],
  ["/pets/*/owner", "/{proxy+}", "/pets/{proxy+}/owner"],
  ["/pets/*/*", "/{proxy+}", "/pets/{proxy+}"],
  ["*", "/pets", "/pets"],
  ["/pets/", "/pets/{id}", undefined],
  ["/pet?", "/pets", "/pets"],
  ["/orders", "/pets/{id}", undefined],
])("%s and %s share %s", (policy, path, common) => {
  const template = templateOf(path);
  const found = commonText(policy, template);
  expect(found && readable(found, template)).toBe(common);
});

test("what is found fits the pattern and is of the template; nothing is found only where no value would fit", () => {
  const policy = fc.stringMatching(/^[ab/*?]{0,8}$/).map((rest) => `/${rest}`);
  const path = fc
    .array(fc.constantFrom("a", "b", "{x}"), { minLength: 1, maxLength: 3 })
    .map((parts) => `/${parts.map((part, at) => (part === "{x}" ? `{x${at}}` : part)).join("/")}`);
  const value = fc.stringMatching(/^[ab]{1,3}$/);
  fc.assert(
    fc.property(policy, path, fc.array(value, { minLength: 3, maxLength: 3 }), (text, route, values) => {
      const template = templateOf(route);
      const found = commonText(text, template);
      if (found !== undefined) {
        expect(fits(pattern(text), found)).toBe(true);
        const shape = filled(template, () => "[^/]+");
        expect(found).toMatch(new RegExp(`^${shape}$`));
      }
      let at = 0;
      const request = filled(template, () => values[at++] ?? "a");
      if (fits(pattern(text), request)) expect(found).toBeDefined();
    }),
    { numRuns: 2_000 },
  );
});
