import { type Resources, text, trust } from "../../build/people";
import { allow } from "../../build/shop";
import { MAIN, type TrustCases, trusting, workflows } from "./town";

const role = (name: string, assume_role_policy: unknown): Resources => ({
  aws_iam_role: { [name]: { assume_role_policy } },
});
const partner = (policy: unknown) => role("partner", policy);
const TRUST = "assume_role_policy";
const of = (effect: string, name: string) => [`${effect} aws_iam_role.${name} ${TRUST}`];
const BATCH = "arn:aws:iam::111122223333:role/batch";
const external = { Condition: { StringEquals: { "sts:ExternalId": "a" } } };
const SUB = "token.actions.githubusercontent.com:sub";
const AUD = "token.actions.githubusercontent.com:aud";

/** A role without rights of its own, which the API's policy lets call. */
const named = (principal: string): Resources => ({
  aws_iam_role: { outsider: { name: "outsider", assume_role_policy: trusting({ AWS: principal }) } },
  aws_api_gateway_rest_api_policy: {
    shop: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      policy: text([
        {
          Effect: "Allow",
          Principal: { AWS: "${aws_iam_role.outsider.arn}" },
          Action: "execute-api:Invoke",
          Resource: "*",
        },
      ]),
    },
  },
});

export const roles: TrustCases = {
  "every principal": { head: partner(trusting({ AWS: "*" })), says: of("other", "partner") },
  "another account's role": {
    head: partner(trusting({ AWS: "arn:aws:iam::999988887777:role/batch" })),
    says: of("other", "partner"),
  },
  "a whole account": { head: partner(trusting({ AWS: "111122223333" })), says: of("other", "partner") },
  "a further principal": {
    head: partner(trusting({ AWS: [BATCH, "arn:aws:iam::111122223333:user/eve"] })),
    says: of("other", "partner"),
  },
  "a principal fewer": {
    base: partner(trusting({ AWS: [BATCH, "arn:aws:iam::111122223333:user/eve"] })),
    says: of("narrower", "partner"),
  },
  "a service": { head: partner(trusting({ Service: "lambda.amazonaws.com" })), says: of("other", "partner") },
  "the external id that is gone": {
    base: partner(trusting({ AWS: BATCH }, external)),
    says: of("other", "partner"),
  },
  "an external id": { head: partner(trusting({ AWS: BATCH }, external)), says: of("narrower", "partner") },
  "a second external id": {
    base: partner(trusting({ AWS: BATCH }, external)),
    head: partner(
      trusting({ AWS: BATCH }, { Condition: { StringEquals: { "sts:ExternalId": ["a", "b"] } } }),
    ),
    says: of("other", "partner"),
  },
  "a Deny that is gone": {
    base: partner(
      text([
        { Effect: "Allow", Principal: { AWS: BATCH }, Action: "sts:AssumeRole" },
        {
          Effect: "Deny",
          Principal: { AWS: BATCH },
          Action: "sts:AssumeRole",
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
        },
      ]),
    ),
    says: of("other", "partner"),
  },
  "a further action": {
    head: partner(trusting({ AWS: BATCH }, { Action: ["sts:AssumeRole", "sts:TagSession"] })),
    says: of("other", "partner"),
  },
  "sessions that last longer": {
    head: { aws_iam_role: { partner: { max_session_duration: 43200 } } },
    says: ["other aws_iam_role.partner max_session_duration"],
  },
  "any identity pool": {
    head: role(
      "user",
      text([
        {
          Effect: "Allow",
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } },
        },
      ]),
    ),
    says: of("other", "user"),
  },
  "guests of the identity pool": {
    head: role("user", trust(undefined, undefined, "unauthenticated")),
    says: of("other", "user"),
  },
  "guests too": {
    head: role("user", trust(undefined, undefined, "*authenticated")),
    says: of("other", "user"),
  },
  "another identity pool": {
    head: role("user", trust(undefined, "us-east-1:00000000-1111-2222-3333-444444444444")),
    says: of("other", "user"),
  },
  "workflows of every branch": {
    head: role(
      "pipeline",
      workflows({ StringLike: { [SUB]: "repo:acme/shop:*" }, StringEquals: { [AUD]: "sts.amazonaws.com" } }),
    ),
    says: of("other", "pipeline"),
  },
  "workflows of every repository": {
    head: role("pipeline", workflows({ StringEquals: { [AUD]: "sts.amazonaws.com" } })),
    says: of("other", "pipeline"),
  },
  "workflows with one more condition": {
    head: role(
      "pipeline",
      workflows({ ...MAIN, StringLike: { "token.actions.githubusercontent.com:actor": "alice" } }),
    ),
    says: of("narrower", "pipeline"),
  },
  "a condition that holds where the key is missing": {
    head: role("pipeline", workflows({ StringEqualsIfExists: MAIN.StringEquals })),
    says: of("other", "pipeline"),
  },
  "a policy that is not known": {
    head: partner("${random_id.a.b64_std}"),
    says: of("undecided", "partner"),
  },
  "a principal that is not known": {
    head: partner(
      '${jsonencode({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": ["arn:aws:iam::111122223333:role/batch", random_id.a.b64_std]}}]})}',
    ),
    says: of("undecided", "partner"),
  },
  "a known principal beside one that is not known": {
    head: partner(
      '${jsonencode({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": ["arn:aws:iam::999988887777:root", random_id.a.b64_std]}}]})}',
    ),
    says: of("other", "partner"),
  },
  "the trust of a role that only a resource policy names": {
    base: named(BATCH),
    head: named("*"),
    says: of("other", "outsider"),
  },
  "a role more": {
    head: {
      aws_iam_role: { more: { name: "more", assume_role_policy: trusting({ AWS: BATCH }) } },
      aws_iam_role_policy: {
        more: { name: "m", role: "${aws_iam_role.more.name}", policy: text([allow("GET/pets")]) },
      },
    },
    says: ["other aws_iam_role.more"],
  },
  "who may become the role that may take the role": {
    base: {
      aws_iam_role: {
        hop: { name: "hop", assume_role_policy: trusting({ AWS: BATCH }) },
        partner: { assume_role_policy: trusting({ AWS: "${aws_iam_role.hop.arn}" }) },
      },
    },
    head: {
      aws_iam_role: {
        hop: { name: "hop", assume_role_policy: trusting({ AWS: "*" }) },
        partner: { assume_role_policy: trusting({ AWS: "${aws_iam_role.hop.arn}" }) },
      },
    },
    says: of("other", "hop"),
  },
};
