import { type RuleCases, withPool } from "../side";

const sms_configuration = { external_id: "x", sns_caller_arn: "arn:aws:iam::123456789012:role/texts" };
const base = withPool({ sms_configuration });

const pool = {
  address: "aws_cognito_user_pool.people",
  type: "aws_cognito_user_pool",
  change: "update",
  before: { sms_configuration: [sms_configuration] },
  after: { sms_configuration: [sms_configuration] },
} as const;
const roleDeleted = {
  address: "aws_iam_role.texts",
  type: "aws_iam_role",
  change: "delete",
  before: { arn: sms_configuration.sns_caller_arn },
  after: {},
} as const;

export const cases: RuleCases = {
  "the block is removed": { base, head: withPool({}), finds: ["shop/aws_cognito_user_pool.people"] },
  "text messages are switched off, and the block stays": {
    base,
    head: withPool({ sms_configuration, mfa_configuration: "OFF" }),
    finds: [],
  },
  "a plan keeps the computed block, and deletes its role": {
    base,
    head: base,
    changes: [roleDeleted, pool],
    finds: ["aws_cognito_user_pool.people"],
    messages: ["it goes on to send texts as arn:aws:iam::123456789012:role/texts"],
  },
  "a plan keeps the computed block and its role": { base, head: base, changes: [pool], finds: [] },
};
