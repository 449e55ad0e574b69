import { pages } from "./markdown";

/** Each statement of docs/threat-model.md names what holds it. links.test.ts checks that it is there. */

const text = pages.find(({ file }) => file === "docs/threat-model.md")?.text ?? "";
const HOLDER = /`__tests__\/[^`]+`|\]\(guard-rules\.md#[\w-]+\)|`npm run test:\w+`/;

test("each layer", () => {
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| layer"));
  const layers = rows.map((row) => row.split(" | ")).filter(([first]) => first !== "| ---");
  expect(layers.length).toBeGreaterThan(14);
  expect(layers.filter((cells) => !HOLDER.test(cells.at(-1) ?? "")).map(([layer]) => layer)).toEqual([]);
});

test("each piece of advice", () => {
  const [, advice = ""] = text.split("## Advice that does not hold\n");
  const pieces = (advice.split("\n## ")[0] ?? "").split("\n\n").filter((part) => part.startsWith('**"'));
  expect(pieces.length).toBeGreaterThan(7);
  expect(pieces.filter((piece) => !HOLDER.test(piece)).map((piece) => piece.slice(0, 60))).toEqual([]);
});
