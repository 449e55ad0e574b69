import type { ApiModel } from "../../../../terraform/model";
import { type Json, read, routes, shop } from "./configuration";

/** A chain of locals, each made from the one before. */
const chain = (first: string, length: number, next: (before: string) => Json | string): Json =>
  Object.fromEntries([
    ["l0", first],
    ...Array.from({ length }, (_, index) => [`l${index + 1}`, next(`local.l${index}`)] as const),
  ]);

const reading = (locals: Json, last: string): ApiModel =>
  read({
    "main.tf": {
      ...shop({ authorization: `\${length(${last}) > 0 ? "NONE" : "AWS_IAM"}` }),
      locals: [locals],
    },
  });

const LARGE = "a value has more than 200,000 elements";
const DEEP = "expressions and references are nested too deeply";
const ten = (before: string) => `\${concat(${Array(10).fill(before).join(", ")})}`;

/** [locals that ask for more memory or stack than there is, those locals, the last of them, why it is unknown] */
const cases: readonly (readonly [string, Json, string, string])[] = [
  ["ten nested concats of ten lists", chain("${range(10)}", 10, ten), "local.l10", LARGE],
  [
    "lists of lists",
    chain("${range(2)}", 40, (x) => `\${[[${x}, ${x}]][0]}`),
    "jsonencode(local.l40)",
    LARGE,
  ],
  ["texts twice", chain('${format("%100s", "a")}', 40, (x) => `\${${x}}\${${x}}`), "local.l40", LARGE],
  ["references to references", chain("a", 3_000, (x) => `\${${x}}`), "local.l3000", DEEP],
];

test.each(cases)("%s make one lock unknown, and are named", (_, locals, last, why) => {
  const model = reading(locals, last);
  expect(model.apis[0]?.methods[0]?.unknown).toBe(why);
  expect(model.notices).toContainEqual(
    expect.objectContaining({ message: `${why}: what depends on it is unknown here`, weight: "warning" }),
  );
});

test("what does not depend on them stays known", () => {
  const json = { ...shop(), locals: [chain("${range(10)}", 10, ten)] };
  expect(routes(read({ "main.tf": json }))).toEqual(["GET /pets NONE"]);
});
