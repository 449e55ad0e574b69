import { type RunningGate, runGate } from "../../gates";
import { signIn } from "../../people";
import { functionOf } from "../../petstore/model";

/** A pre-token-generation trigger that fails. The user is not signed in then. */

let running: RunningGate;
beforeAll(async () => {
  running = await runGate();
});
beforeEach(() => running.ran());
afterAll(() => running?.stop());

test.each<[string, Parameters<RunningGate["serve"]>[0], RegExp, readonly string[]]>([
  [
    "that the pool may not invoke",
    (model) => functionOf(model, "trigger", { permissions: [] }),
    /UnexpectedLambdaException/,
    [],
  ],
  [
    "that is not in the Terraform",
    (model) => ({ ...model, functions: model.functions.filter(({ name }) => name !== "trigger") }),
    /UnexpectedLambdaException/,
    [],
  ],
  [
    "that throws",
    (model) => functionOf(model, "trigger", { archive: "authorizer" }),
    /UserLambdaValidationException.*PreTokenGeneration failed with error/,
    ["authorizer"],
  ],
  [
    "that answers with something else",
    (model) => functionOf(model, "trigger", { archive: "echo" }),
    /InvalidLambdaResponseException.*Unrecognizable lambda output/,
    ["echo"],
  ],
])("one %s fails the sign-in", async (_name, change, error, ran) => {
  await running.serve(change);
  await expect(signIn(running, "alice")).rejects.toThrow(error);
  expect(running.ran()).toEqual(ran);
});
