import { runTrigger } from "../../../../../gateway/cognito/user-pool/triggers/run-trigger";
import type { UserPoolContext } from "../../../../../gateway/cognito/user-pool/user-pool-operation";
import type { InvokeResult } from "../../../../../gateway/lambda/worker";
import type { LambdaFunction, UserPool } from "../../../../../terraform/model";
import { poolOf } from "../accounts/account-gate";

/**
 * A trigger is called again where it does not answer within 5 s, three times in all. Source: Cognito Developer Guide,
 * "Customizing user pool workflows with Lambda triggers", "Things to know". Messages are measured:
 * furaiev/amazon-cognito-identity-dart-2#204; three calls at a cold start: aws-amplify/amplify-js#4805.
 */

const pool: UserPool = poolOf("p");
const target = {
  arn: "arn:aws:lambda:us-east-1:123456789012:function:f",
  timeoutSeconds: 3,
  permissions: [{ address: "permission", principal: "cognito-idp.amazonaws.com" }],
} as unknown as LambdaFunction;

type Result = InvokeResult | { readonly kind: "missing" } | "never";

/** What runTrigger comes to, where the calls of the function come to these results. */
async function run(...results: readonly Result[]) {
  const events: string[] = [];
  const invoke = (_arn: string, event: string) => {
    const result = results[events.push(event) - 1] ?? "never";
    return result === "never" ? new Promise<never>(() => {}) : Promise.resolve(result);
  };
  const context = {
    model: { functions: [target], region: "us-east-1" },
    invoke,
  } as unknown as UserPoolContext;
  const call = {
    functionArn: target.arn,
    name: "PreSignUp",
    source: "PreSignUp_SignUp",
    pool,
    username: "ann",
    request: {},
    response: {},
  };
  const outcome = runTrigger(call, context).catch((error: Error) => `${error.name}: ${error.message}`);
  for (let i = 0; i < 3; i++) await jest.advanceTimersByTimeAsync(5_000);
  return { outcome: await outcome, calls: events.length, isSame: new Set(events).size === 1 };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each<[name: string, results: readonly Result[], outcome: unknown, calls: number]>([
  ["that answers", [{ kind: "ok", payload: "yes" }], "yes", 1],
  ["that answers the second call", ["never", { kind: "ok", payload: "yes" }], "yes", 2],
  ["that answers the third call", ["never", "never", { kind: "ok", payload: "yes" }], "yes", 3],
  [
    "that answers none",
    ["never", "never", "never", { kind: "ok", payload: "yes" }],
    expect.stringMatching(
      /PreSignUp invocation failed due to error Socket timeout while invoking Lambda function\.$/,
    ),
    3,
  ],
  [
    "that fails",
    [{ kind: "error", errorType: "Error", errorMessage: "not today" }],
    expect.stringMatching(/PreSignUp failed with error not today\.$/),
    1,
  ],
  [
    "whose own time is over",
    [{ kind: "timeout" }],
    expect.stringMatching(/PreSignUp failed with error Task timed out after 3\.00 seconds\.$/),
    1,
  ],
  [
    "that is gone",
    [{ kind: "missing" }],
    expect.stringMatching(/PreSignUp invocation failed due to error ResourceNotFoundException\.$/),
    1,
  ],
])("a function %s", async (_, results, outcome, calls) => {
  expect(await run(...results)).toEqual({ outcome, calls, isSame: true });
});
