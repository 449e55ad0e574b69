import { TerraformOutput, TerraformStack, Token, Tokenization } from "cdktf";
import { environmentNamed } from "../../stacks/environment-named";
import { withoutNeedlessWork } from "../../stacks/needless-work";
import { appInMemory } from "../constructs/terraform";
import { builtTerraform } from "./synthesized";

test.each(["prod", "http"])("the Terraform of %s is that of cdktf alone", (name) => {
  const environment = environmentNamed(name);
  let made: unknown;
  withoutNeedlessWork(() => {
    made = builtTerraform(environment);
  });
  expect(JSON.stringify(made)).toBe(JSON.stringify(builtTerraform(environment)));
});

test.each([
  ["", () => {}],
  [" after an error", () => JSON.parse("{")],
])("cdktf is as it was%s", (_, run) => {
  const before = [Error.captureStackTrace, Tokenization.resolve];
  try {
    withoutNeedlessWork(run);
  } catch {}
  expect([Error.captureStackTrace, Tokenization.resolve]).toEqual(before);
});

test("an error keeps its stack trace, and a token has none", () => {
  let token: { readonly creationStack?: readonly string[] } | undefined;
  withoutNeedlessWork(() => {
    token = Token.asAny("x");
    class Own extends Error {
      constructor() {
        super("own");
        Error.captureStackTrace(this, Own);
      }
    }
    expect(new Own().stack).toMatch(/needless-work\.test/);
  });
  expect(token?.creationStack).toEqual([]);
});

test("a token that cannot be resolved is an error there too", () => {
  const stack = new TerraformStack(appInMemory(), "stack");
  const never = () => {
    throw new Error("never");
  };
  new TerraformOutput(stack, "output", { value: { resolve: never } });
  withoutNeedlessWork(() => expect(() => stack.toTerraform()).toThrow("Resolution error: never"));
});
