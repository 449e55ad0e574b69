import { differenceMarkdown } from "../../../../cli/render/difference/markdown";
import { all, LOCKED, OPEN, reported, sideOf } from "./sides";

test("long lists are folded in Markdown", () => {
  const text = differenceMarkdown(reported(all(LOCKED), all(OPEN)));
  expect(text).toContain(
    "- **84 routes**: everybody may now call them (was: group:admin), by aws\\_iam\\_role\\_policy.x, roles.tf:3\n\n  <details><summary>84 places",
  );
  expect(text.match(/^ {2}- /gm)).toHaveLength(84);
  expect(text).toContain("\n\n  </details>\n");
});

test("two reports fit into a comment of GitHub, however much changes", () => {
  const many = Array.from({ length: 2_000 }, (_, index) => `GET /${"long-".repeat(20)}${index}`);
  const side = (cells: (index: number) => readonly string[]) =>
    sideOf(Object.fromEntries(many.map((path, index) => [path, cells(index)])));
  const grouped = differenceMarkdown(
    reported(
      side(() => LOCKED),
      side(() => OPEN),
    ),
  );
  expect(grouped.length).toBeLessThan(65_536 / 2);
  expect(grouped).toContain("**2000 routes**: everybody may now call them");
  expect(grouped).toMatch(/… and 1\d{3} more/);
  const undecided = many.map((resource, index) => ({ resource, why: `argument ${index} is not known` }));
  const apart = differenceMarkdown(
    reported(
      side(() => LOCKED),
      side(() => LOCKED),
      { undecided },
    ),
  );
  expect(apart.length).toBeLessThan(65_536 / 2);
  expect(apart).toMatch(/… and \d+ more lines: too many for a comment; the text format has them\.\n$/);
});
