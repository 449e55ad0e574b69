import {
  functionArnIn,
  functionOf,
  namedFunction,
  qualifierOf,
  stagedFunctionArnIn,
  unqualified,
  withStageVariables,
} from "../../../../terraform/access/decide/function-arn";
import type { LambdaFunction } from "../../../../terraform/model";

const SHOP = "arn:aws:lambda:eu-west-1:123456789012:function:shop";
const at = (path: string, partition = "aws") => `arn:${partition}:apigateway:eu-west-1:lambda:path/${path}`;
const invocation = (arn: string) => at(`2015-03-31/functions/${arn}/invocations`);

describe("the function that a URI invokes", () => {
  test.each<[string, string, string | undefined]>([
    ["a whole response", invocation(SHOP), SHOP],
    ["a streamed one", at(`2021-11-15/functions/${SHOP}/response-streaming-invocations`), SHOP],
    ["another partition", at(`2015-03-31/functions/${SHOP}/invocations`, "aws-us-gov"), SHOP],
    ["an alias", invocation(`${SHOP}:live`), `${SHOP}:live`],
    ["$LATEST", invocation(`${SHOP}:$LATEST`), `${SHOP}:$LATEST`],
    ["another text with a dollar sign", invocation(`${SHOP}:$LATEST2`), undefined],
    ["a stage variable", invocation(`${SHOP}-\${stageVariables.name}`), undefined],
    ["no region", invocation(SHOP).replace("eu-west-1:lambda:path", ":lambda:path"), undefined],
    ["text before", `x${invocation(SHOP)}`, undefined],
    ["text behind", `${invocation(SHOP)}x`, undefined],
    [
      "text behind a streamed one",
      `${at(`2021-11-15/functions/${SHOP}/response-streaming-invocations`)}x`,
      undefined,
    ],
    ["the end of another form", at(`2015-03-31/functions/${SHOP}/response-streaming-invocations`), undefined],
    ["another service", "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/queue", undefined],
    ["no ARN", "https://shop.example/", undefined],
  ])("%s", (_, uri, expected) => {
    expect(functionArnIn(uri)).toBe(expected);
  });

  test.each<[string, string, string | undefined]>([
    ["as it is written", SHOP, SHOP],
    [
      "with stage variables",
      `${SHOP}-\${stageVariables.a}:\${stageVariables.b}`,
      `${SHOP}-\${stageVariables.a}:\${stageVariables.b}`,
    ],
    ["with a variable that is none of a stage", `${SHOP}-\${context.a}`, undefined],
    ["with both", `${SHOP}-\${stageVariables.a}-$b`, undefined],
    ["of $LATEST", `${SHOP}:$LATEST`, `${SHOP}:$LATEST`],
    ["of another text with a dollar sign", `${SHOP}:$LATEST2`, undefined],
  ])("%s, where the stage may say which", (_, arn, expected) => {
    expect(stagedFunctionArnIn(invocation(arn))).toBe(expected);
  });

  test("is none where the URI invokes none", () => {
    expect(stagedFunctionArnIn("https://shop.example/")).toBeUndefined();
  });
});

describe("a text with the variables of a stage", () => {
  const text = "https://${stageVariables.host}/${stageVariables.path}/${context.a}";

  test("has their values", () => {
    expect(withStageVariables(text, { host: "shop.example", path: "p" })).toBe(
      "https://shop.example/p/${context.a}",
    );
    expect(withStageVariables("https://shop.example", {})).toBe("https://shop.example");
  });

  test("names the first that the stage does not have", () => {
    expect(withStageVariables(text, { host: "shop.example" })).toEqual({ missing: "path" });
    expect(withStageVariables("${stageVariables.toString}", {})).toEqual({ missing: "toString" });
  });
});

test.each<[string, string, string | undefined]>([
  [SHOP, SHOP, undefined],
  [`${SHOP}:live`, SHOP, "live"],
  [`${SHOP}:live:x`, SHOP, "live"],
  ["a:b:c:d:e:f:g:live", "a:b:c:d:e:f:g:live", undefined],
  ["x:arn:", "x:arn:", undefined],
])("%s is of %s, qualified %s", (arn, function_, qualifier) => {
  expect([unqualified(arn), qualifierOf(arn)]).toEqual([function_, qualifier]);
});

describe("the function, alias or version that an ARN names", () => {
  const alias = (qualifier: string, version: string, otherVersions?: readonly string[]) => ({
    qualifier,
    version,
    permissions: [],
    ...(otherVersions && { otherVersions }),
  });
  const [live, old, head, canary] = [
    alias("live", "3"),
    alias("old", "2"),
    alias("head", "$LATEST"),
    alias("canary", "3", ["2"]),
  ];
  const shop = { arn: SHOP, version: "3", qualified: [live, old, head, canary] } as unknown as LambdaFunction;
  const plain = { arn: `${SHOP}-2` } as LambdaFunction;
  const functions = [plain, shop];

  test.each<[string, ReturnType<typeof namedFunction>]>([
    [SHOP, { lambda: shop, isCurrent: true }],
    [`${SHOP}:live`, { lambda: shop, as: live, isCurrent: true }],
    [`${SHOP}:old`, { lambda: shop, as: old, isCurrent: false }],
    [`${SHOP}:head`, { lambda: shop, as: head, isCurrent: true }],
    [`${SHOP}:$LATEST`, { lambda: shop, as: alias("$LATEST", "$LATEST"), isCurrent: true }],
    [`${SHOP}:3`, { lambda: shop, as: alias("3", "3"), isCurrent: true }],
    [`${SHOP}:12`, { lambda: shop, as: alias("12", "12"), isCurrent: false }],
    [`${SHOP}:v1`, undefined],
    [`${SHOP}:1v`, undefined],
    [`${SHOP}-2:live`, undefined],
    [`${SHOP}-3`, undefined],
    [`${SHOP}-3:live`, undefined],
  ])("%s", (arn, expected) => {
    expect(namedFunction(functions, arn)).toEqual(expected);
  });

  test.each<[string, LambdaFunction | undefined]>([
    [SHOP, shop],
    [`${SHOP}:live`, shop],
    [`${SHOP}:old`, undefined],
    [`${SHOP}:canary`, undefined],
    [`${SHOP}-3`, undefined],
  ])("%s answers with the code of the Terraform, or not", (arn, expected) => {
    expect(functionOf(functions, arn)).toBe(expected);
  });
});
