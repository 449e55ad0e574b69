import { inputsOf, isYes } from "../../cli/action/inputs";

/** The inputs of the action, as variables of the environment. */

const given = (more: Record<string, string> = {}) => ({
  GATEHOUSE_NAME: "gatehouse",
  GATEHOUSE_PATHS: "infra",
  GATEHOUSE_ALLOW_UNKNOWN: "false",
  GATEHOUSE_STOP_AT: "anything",
  ...more,
});

test("lists have an entry on each line, and lines may have spaces", () => {
  expect(
    inputsOf(given({ GATEHOUSE_PATHS: "\n  api=my infra \n\nplan.json\n", GATEHOUSE_BASE: "none" })),
  ).toMatchObject({
    paths: ["api=my infra", "plan.json"],
    base: ["none"],
    shared: [],
    guard: [],
    allowUnknown: false,
  });
});

test("options are passed on as one word each, so that a value cannot become another option", () => {
  const { guard, shared } = inputsOf(
    given({
      GATEHOUSE_VARS: "stage=live\nname=a b",
      GATEHOUSE_VAR_FILES: "prod.tfvars",
      GATEHOUSE_SOURCES: "infra",
      GATEHOUSE_TERRAFORM_WORKSPACE: "prod",
      GATEHOUSE_CONFIG: "ci/gatehouse.json",
    }),
  );
  expect(shared).toEqual([
    "--var=stage=live",
    "--var=name=a b",
    "--var-file=prod.tfvars",
    "--source=infra",
    "--workspace=prod",
  ]);
  expect(guard).toEqual(["--config=ci/gatehouse.json"]);
});

test.each([
  ["no paths", { GATEHOUSE_PATHS: " \n" }, /^The input paths is empty; expected a folder of HCL/],
  [
    "an option among the paths",
    { GATEHOUSE_PATHS: "infra\n--allow-unknown" },
    /^The input paths has the line --allow-unknown/,
  ],
  ["an option among the values", { GATEHOUSE_VAR_FILES: "-x" }, /^The input var-files has the line -x/],
  ["a name that ends the marker", { GATEHOUSE_NAME: "a --> b" }, /^The input name is "a --> b"/],
  ["a name that leads out of a folder", { GATEHOUSE_NAME: "../../x" }, /^The input name is/],
  [
    "no yes or no",
    { GATEHOUSE_ALLOW_UNKNOWN: "yes" },
    /^The input allow-unknown is "yes"; expected true or false/,
  ],
  [
    "nothing to stop at",
    { GATEHOUSE_STOP_AT: "never" },
    /^The input stop-at is "never"; expected anything or plan/,
  ],
])("%s is refused", (_, more, message) => {
  expect(() => inputsOf(given(more))).toThrow(message);
});

test("an input is yes or no in one spelling", () => {
  expect(isYes({ GATEHOUSE_X: "true" }, "X")).toBe(true);
  expect(() => isYes({}, "X")).toThrow(/expected true or false/);
});
