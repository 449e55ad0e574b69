import type { HttpLockKind } from "./lock";

/** `AWS_IAM`: the request is signed, and the policy of the caller's IAM role decides, as for a REST API. */
export const iam = {
  props: {},
  build: () => ({
    route: () => ({ authorizationType: "AWS_IAM" }),
    caller: () => ({ id: "$context.identity.userArn" }),
  }),
} satisfies HttpLockKind<"iam">;
