import {
  DefaultTokenResolver,
  dependable,
  Lazy,
  ref,
  StringConcat,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
import fc from "fast-check";
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
  const replaced = () => [
    Error.captureStackTrace,
    Tokenization.resolve,
    Object.getOwnPropertyDescriptor(TerraformResource.prototype, "terraformMetaArguments")?.get,
  ];
  const before = replaced();
  try {
    withoutNeedlessWork(run);
  } catch {}
  for (const [at, now] of replaced().entries()) expect(now).toBe(before[at]);
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

const resolver = new DefaultTokenResolver(new StringConcat());

/** What a text becomes, before and after its stack has been prepared. */
function outcomes(textOf: (parts: readonly string[]) => string): readonly unknown[] {
  const root = appInMemory();
  const [scope, elsewhere] = [new TerraformStack(root, "stack"), new TerraformStack(root, "elsewhere")];
  const [own, other] = [scope, elsewhere].map(
    (stack) => new TerraformResource(stack, "a", { terraformResourceType: "aws_a" }),
  ) as [TerraformResource, TerraformResource];
  let turn = 0;
  const lazy = Lazy.stringValue({
    produce: ({ preparing }) => `${preparing ? "prepared" : "written"} ${turn}`,
  });
  const text = textOf([
    own.getStringAttribute("id"),
    other.getStringAttribute("id"),
    dependable(own),
    `:${own.getNumberAttribute("size")}:`,
    `:${Lazy.numberValue({ produce: () => turn })}:`,
    dependable({ fqn: lazy }),
    lazy,
    Token.asString(ref(`${own.fqn}.arn`, scope)),
    Token.asString(ref(`${lazy}.arn`, scope)),
    Token.asList("${aws_a.b.list}")[0] as string,
  ]);
  return [false, true, false, true, false].map((preparing, at) => {
    turn = at;
    try {
      return Tokenization.resolve(text, { scope, resolver, preparing });
    } catch (error) {
      return (error as Error).message;
    }
  });
}

test("a text with any tokens becomes each time what cdktf makes of it", () => {
  const part = fc.oneof(fc.nat({ max: 9 }), fc.constantFrom("a", "${", "$${", "}", "${b.c}"), fc.string());
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const textOf = (tokens: readonly string[]) =>
        parts.map((each) => (typeof each === "number" ? tokens[each] : each)).join("");
      expect(withoutNeedlessWork(() => outcomes(textOf))).toEqual(outcomes(textOf));
    }),
    { numRuns: 300 },
  );
});

test("a text of references is resolved once for each stack", () => {
  const resolve = jest.spyOn(Tokenization, "resolve");
  withoutNeedlessWork(() => outcomes(([own, other, depended]) => `${own} ${other} ${depended}`));
  // Before and when its stack is prepared.
  expect(resolve).toHaveBeenCalledTimes(2);
  resolve.mockRestore();
});
