import type { FixedLimit, RaisableLimit } from "../../../contract/aws-limits";
import { DeclarationError } from "../../declaration/errors";
import type { Limits } from "../limits";
import { blocks, grouped, type Resource, type SynthesizedApp } from "../synthesized-app";
import { checkFunctionPolicies } from "./function-policies";

/** @throws DeclarationError `LIMIT_EXCEEDED`, `STATEMENT_ID_TAKEN`, `POLICY_CHARACTER_INVALID` */
export function checkPolicies(app: SynthesizedApp, limits: Limits): void {
  inlinePolicies(app, limits);
  singlePolicies(app, limits);
  checkFunctionPolicies(app, limits);
}

const HOLDERS = {
  role: { type: "aws_iam_role_policy", limit: "rolePolicyCharacters" },
  user: { type: "aws_iam_user_policy", limit: "userPolicyCharacters" },
  group: { type: "aws_iam_group_policy", limit: "groupPolicyCharacters" },
} as const satisfies Record<string, { type: string; limit: FixedLimit }>;

/** IAM counts all inline policies of a role, user or group together, in whichever stack they are. */
function inlinePolicies(app: SynthesizedApp, limits: Limits): void {
  for (const [kind, { type, limit }] of Object.entries(HOLDERS)) {
    const policies = app.resources(type).map((resource) => ({
      resource,
      holder: app.text(resource, resource.body[kind]),
      texts: [resource.body.policy],
    }));
    const ofRoles = kind === "role" ? app.resources("aws_iam_role") : [];
    for (const resource of ofRoles) {
      const texts = blocks(resource.body.inline_policy).map(({ policy }) => policy);
      policies.push({ resource, holder: app.text(resource, resource.body.name), texts });
    }
    const byHolder = grouped(policies, ({ resource, holder }) => `${resource.account} ${holder}`);
    for (const given of byHolder.values()) {
      const holder = given[0]?.holder;
      limits.hold(limit, {
        found: given
          .flatMap(({ resource, texts }) => texts.map((text) => policyLength(app, resource, text)))
          .reduce((sum, length) => sum + length, 0),
        place: `The IAM ${kind} "${holder}" (${given.map(({ resource }) => resource.address).join(", ")})`,
        wayOut:
          "Grant fewer paths: routes below one {proxy+} share one pattern. Or split the role, or move its routes behind the lock cognito.",
      });
    }
  }
}

interface Single {
  readonly type: string;
  readonly argument: string;
  readonly limit: FixedLimit | RaisableLimit;
  readonly wayOut: string;
  /** Whether the service counts the bytes that are sent, whitespace included. IAM does not count whitespace. */
  readonly asWritten: boolean;
}

const FEWER = "Name fewer principals, resources or conditions.";
const SINGLE: readonly Single[] = [
  {
    type: "aws_iam_role",
    argument: "assume_role_policy",
    limit: "trustPolicyCharacters",
    wayOut: "Name fewer principals.",
    asWritten: false,
  },
  {
    type: "aws_api_gateway_rest_api_policy",
    argument: "policy",
    limit: "resourcePolicyBytes",
    wayOut: "Give open routes fewer paths, or name fewer address ranges.",
    asWritten: true,
  },
  {
    type: "aws_cloudwatch_log_resource_policy",
    argument: "policy_document",
    limit: "logResourcePolicyCharacters",
    wayOut: "Name log groups by a pattern.",
    asWritten: true,
  },
  {
    type: "aws_sns_topic_policy",
    argument: "policy",
    limit: "topicPolicyBytes",
    wayOut: FEWER,
    asWritten: true,
  },
  { type: "aws_kms_key", argument: "policy", limit: "keyPolicyBytes", wayOut: FEWER, asWritten: true },
  {
    type: "aws_s3_bucket_policy",
    argument: "policy",
    limit: "bucketPolicyBytes",
    wayOut: FEWER,
    asWritten: true,
  },
];

function singlePolicies(app: SynthesizedApp, limits: Limits): void {
  for (const { type, argument, limit, wayOut, asWritten } of SINGLE) {
    for (const resource of app.resources(type)) {
      const text = resource.body[argument];
      const found = asWritten
        ? Buffer.byteLength(app.longest(resource, text))
        : policyLength(app, resource, text);
      limits.hold(limit, { found, place: `The policy of ${resource.address}`, wayOut });
    }
  }
}

/** Characters as IAM counts them. It accepts Latin-1 only. */
function policyLength(app: SynthesizedApp, resource: Resource, policy: unknown): number {
  const text = app.longest(resource, policy);
  const odd = /[^\t\n\r\u0020-\u00ff]/u.exec(text)?.[0];
  if (odd !== undefined) {
    throw new DeclarationError(
      "POLICY_CHARACTER_INVALID",
      `${resource.address}: its policy has the character ${JSON.stringify(odd)}; IAM accepts Latin-1 only.`,
    );
  }
  try {
    return JSON.stringify(JSON.parse(text)).length;
  } catch {
    // The length of a document that another resource generates is known at apply only.
    return 0;
  }
}
