import type { ReportedFinding } from "../../../../cli/render/findings/finding";
import { githubOf } from "../../../../cli/render/findings/github";
import { finding, NARROWER, places, rule } from "./findings";

const lines = (findings: readonly ReportedFinding[]) => githubOf(findings, places).split("\n").slice(0, -1);

test("a finding is a workflow command at its file and line", () => {
  const position = { file: "infra/api.tf", line: 14 };
  expect(
    lines([
      finding("GET /pets", { position, note: "by aws_iam_role_policy.x" }),
      finding("GET /cats", { rule: rule("odd", "warning"), message: "it is not known" }),
      finding("GET /dogs", { rule: NARROWER, position: { file: "../base/api.tf", line: 3 } }),
    ]),
  ).toEqual([
    "::error file=infra/api.tf,line=14,title=access-widened::GET /pets: everybody may now call it, by aws_iam_role_policy.x",
    "::warning title=odd::GET /cats: it is not known",
    "::notice title=access-narrowed::GET /dogs: everybody may now call it",
    "Gatehouse: 1 error, 1 warning, 1 note.",
  ]);
});

test("nothing in a name is a command, a property or another line", () => {
  const name = "x\n::stop-commands::y\r%0A::error::z,line=1:2";
  const [command = "", ...rest] = lines([
    finding(name, { position: { file: "a,b:c%.tf", line: 1 }, message: "100 %" }),
  ]);
  expect(command).toBe(
    "::error file=a%2Cb%3Ac%25.tf,line=1,title=access-widened::" +
      "x\\u{a}::stop-commands::y\\u{d}%250A::error::z,line=1:2: 100 %25",
  );
  expect(rest).toEqual(["Gatehouse: 1 error, 0 warnings, 0 notes."]);
});

test("equal findings are one annotation, at the first place", () => {
  const position = { file: "api.tf", line: 7 };
  const many = Array.from({ length: 84 }, (_, index) =>
    finding(`GET /${index}`, {
      messageOfMany: "everybody may now call them",
      ...(index === 0 && { position }),
    }),
  );
  expect(lines(many)).toEqual([
    "::error file=api.tf,line=7,title=access-widened::84 places: everybody may now call them: " +
      "GET /0 (api.tf:7), GET /1, GET /2, GET /3, GET /4 and 79 more",
    "Gatehouse: 84 errors, 0 warnings, 0 notes.",
  ]);
});

test("equal findings of several files are one annotation in each file", () => {
  const at = (about: string, file: string, line: number) =>
    finding(about, { messageOfMany: "everybody may now call them", position: { file, line } });
  expect(
    lines([
      at("GET /a", "rest.tf", 22),
      finding("GET /b", { messageOfMany: "everybody may now call them" }),
      at("GET /c", "http.tf", 21),
      at("GET /d", "rest.tf", 40),
    ]),
  ).toEqual([
    "::error file=rest.tf,line=22,title=access-widened::3 places: everybody may now call them: GET /a (rest.tf:22), GET /b, GET /d (rest.tf:40)",
    "::error file=http.tf,line=21,title=access-widened::GET /c: everybody may now call it",
    "Gatehouse: 4 errors, 0 warnings, 0 notes.",
  ]);
  const files = Array.from({ length: 11 }, (_, index) => at(`GET /${index}`, `${index}.tf`, 1));
  expect(lines(files)[0]).toMatch(/^::error file=0\.tf,line=1,title=access-widened::11 places: /);
  expect(lines(files)).toHaveLength(2);
});

test("at most ten of a kind are printed, every rule among them", () => {
  const of = (id: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      finding(`${id} ${index}`, { rule: rule(id, "error"), message: `message ${index}` }),
    );
  const annotations = lines([...of("one", 40), ...of("two", 1), ...of("three", 30)]).slice(0, -1);
  expect(annotations.map((line) => /title=(\w+)::(.*)/.exec(line)?.slice(1))).toEqual([
    ["one", "one 0: message 0"],
    ["one", "one 1: message 1"],
    ["one", "38 findings: one 2, one 3, one 4, one 5, one 6 and 33 more. It is one."],
    ["two", "two 0: message 0"],
    ["three", "three 0: message 0"],
    ["three", "three 1: message 1"],
    ["three", "28 findings: three 2, three 3, three 4, three 5, three 6 and 23 more. It is one."],
  ]);
  const rules = Array.from({ length: 13 }, (_, index) => of(`rule-${index}`, 2)).flat();
  const shown = lines(rules).slice(0, -1);
  expect(shown).toHaveLength(10);
  expect(shown.at(-1)).toBe("::error title=gatehouse::also rule-9, rule-10, rule-11, rule-12");
});

test("no findings are one line", () => {
  expect(lines([])).toEqual(["Gatehouse: 0 errors, 0 warnings, 0 notes."]);
});
