import { mayInvokeAs } from "../../../gateway/lambda/permission";
import type { IamRole } from "../../../terraform/model";
import { petstoreModel } from "../petstore/model";

/** A role by which API Gateway invokes a function, in place of a permission of the function. */

const target = { arn: "arn:aws:lambda:us-east-1:123456789012:function:authorizer" };
const request = {
  verb: "GET",
  path: "/",
  query: "",
  headers: [],
  body: Buffer.alloc(0),
  sourceIp: "127.0.0.1",
};

const trusting = (service: string): IamRole["trust"] => ({
  version: "2012-10-17",
  statements: [
    { effect: "Allow", principals: { Service: [service] }, actions: ["sts:AssumeRole"], conditions: [] },
  ],
});

const role: IamRole = {
  address: "role",
  arn: "arn:aws:iam::123456789012:role/invoker",
  name: "invoker",
  uniqueId: "AROA",
  maxSessionSeconds: 3_600,
  trust: trusting("apigateway.amazonaws.com"),
  policies: [
    {
      address: "policy",
      name: "policy",
      document: {
        version: "2012-10-17",
        statements: [
          {
            effect: "Allow",
            actions: ["lambda:InvokeFunction"],
            resources: [target.arn],
            conditions: [],
          },
        ],
      },
    },
  ],
};

function may(changes: Partial<IamRole>, named = role.arn): boolean {
  const model = { ...petstoreModel(""), roles: [{ ...role, ...changes }] };
  return mayInvokeAs(target, named, { model, now: () => new Date(0), request });
}

test.each<readonly [what: string, changes: Partial<IamRole>, may: boolean]>([
  ["that trusts API Gateway and may invoke it", {}, true],
  ["that trusts another service", { trust: trusting("lambda.amazonaws.com") }, false],
  ["whose trust is not known", { trust: { unknown: "x" } }, false],
  ["without a policy", { policies: [] }, false],
])("a role %s: %#", (_, changes, expected) => {
  expect(may(changes)).toBe(expected);
});

test("a role that is not in the Terraform may do nothing", () => {
  expect(may({}, "arn:aws:iam::123456789012:role/other")).toBe(false);
});
