/**
 * What sessions of guests are limited to, whatever the pool's role for them allows: of the services in AWS's list, those
 * that the gate has. The classic flow has no such limit.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies
 */
export const GUEST_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Action: ["cognito-identity:*", "cognito-idp:*", "dynamodb:*", "execute-api:*", "lambda:*"],
    Resource: "*",
  },
});
