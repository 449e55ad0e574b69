/** Every construct refuses a prop that it does not know: one that is added without a check of its props fails here. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Construct } from "constructs";
import { refusal } from "./terraform";

const ROOT = join(__dirname, "../../constructs");

/** They are given their parts one by one, in SecuredApi alone, and the compiler counts them. */
const WITHOUT_PROPS = ["ApiResources", "FunctionUris", "RequestChecks"];

type Class = new (scope: Construct, id: string, props: unknown) => Construct;

const exported = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file): [string, unknown][] =>
    Object.entries(require(join(ROOT, file))).map(([name, value]) => [name, value]),
  );
const classes = new Map(
  exported
    .filter(([, value]) => typeof value === "function" && value.prototype instanceof Construct)
    .map(([name, value]) => [name, value as Class]),
);
const withProps = [...classes].filter(([name]) => !WITHOUT_PROPS.includes(name));

test("all constructs are found", () => {
  expect(withProps.length).toBeGreaterThan(30);
  expect([...classes.keys()]).toEqual(
    expect.arrayContaining([...WITHOUT_PROPS, "SecuredApi", "LiveStage", "Trail", "TokenScopes"]),
  );
});

test.each(withProps)("%s refuses an unknown prop", (name, Made) => {
  expect(refusal((scope) => new Made(scope, "x", { notAProp: true }))).toEqual([
    "FIELD_UNKNOWN",
    expect.stringContaining(`${name} "x" has the field "notAProp"; the fields are `),
  ]);
});

test.each(withProps)("%s refuses props that are none", (name, Made) => {
  for (const props of [null, undefined, "x", []]) {
    expect(refusal((scope) => new Made(scope, "x", props))).toEqual([
      "VALUE_INVALID",
      expect.stringMatching(`^${name} "x" is .*; expected fields by name\\.$`),
    ]);
  }
});
