import type { AccessModel } from "../../../access/model";
import type { AdmissionRules } from "../../../constructs/api/admission";
import { checkCidr } from "../../../constructs/api/admission";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { access, apiProps } from "../small-api";
import { only, refusal, statements, terraformOf } from "../terraform";

const policy = (admission: AdmissionRules, change: Partial<AccessModel> = {}) =>
  statements(
    only(
      terraformOf((stack) => {
        new SecuredApi(stack, "api", apiProps({ admission, access: { ...access, ...change } }));
      }),
      "aws_api_gateway_rest_api_policy",
    ).policy,
  );

const tails = (arns: string[]) => arns.map((arn) => arn.replace(/^\$\{.*execution_arn\}\//, ""));

test("the policy opens no method behind IAM or the Lambda authorizer: its Allow alone would be enough there", () => {
  const [open] = policy({ ipRanges: ["203.0.113.0/24"] });
  expect(open).toMatchObject({ Effect: "Allow", Principal: { AWS: "*" } });
  expect(tails(open?.Resource)).toEqual([
    "live/GET/products",
    "live/POST/products",
    "live/GET/account",
    "live/GET/feed",
    "live/GET/health",
  ]);
});

test("other addresses are denied every method", () => {
  const deny = policy({ ipRanges: ["203.0.113.0/24", "2001:db8::/32"] }).at(-1);
  expect(deny).toMatchObject({
    Effect: "Deny",
    Condition: { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } },
  });
  expect(tails(deny?.Resource)).toEqual(["*"]);
});

test("the organization is required of signed calls only; others have none and would all be refused", () => {
  const deny = policy({ organization: "o-abcdefghij" }).at(-1);
  expect(deny?.Condition).toEqual({ StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } });
  expect(tails(deny?.Resource)).toEqual(["live/GET/pets", "live/POST/pets"]);
});

test("an Allow whose star would open a route behind IAM is refused", () => {
  const routes: AccessModel["routes"] = {
    "GET /a/{x}": { lock: "public", because: "A test of it", handler: "app" },
    "GET /a/{x}/b": { lock: "iam", roles: ["user"], handler: "app" },
  };
  expect(
    refusal(
      (scope) =>
        new SecuredApi(
          scope,
          "api",
          apiProps({
            admission: { ipRanges: ["10.0.0.0/8"] },
            access: { ...access, routes },
          }),
        ),
    ),
  ).toEqual(["ADMISSION_OVERLAP", expect.stringContaining("would open GET/a/*/b as well")]);
});

test.each(["10.0.0.0/8", "203.0.113.7/32", "0.0.0.0/0", "2001:db8::/32"])("%s is a CIDR block", (text) => {
  expect(() => checkCidr(text, "here")).not.toThrow();
});

test.each(["10.0.0.1/8", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/8/8", "10.0.0.0/ 8", ""])(
  '"%s" is none',
  (text) => {
    expect(() => checkCidr(text, "here")).toThrow(/expected a CIDR block/);
  },
);
