/** An insecure choice must be written out: each of these is an error of the compiler, or `npm run types` fails. */

import type { SecuredApiProps } from "../../constructs/api/secured-api-props";
import type { StageProtection } from "../../constructs/api/stage/stage";
import type { WebAclProps } from "../../constructs/edge/web-acl";
import type { UserPoolProps } from "../../constructs/identity/user-pool";
import type { UserPoolClientProps } from "../../constructs/identity/user-pool-client";
import type { LogGroupProps } from "../../constructs/observe/log-group";
import type { LockedBucketProps } from "../../constructs/state/locked-bucket";
import type { Environment } from "../../stacks/environments";

const api = {} as Omit<SecuredApiProps, "protection" | "requests" | "answers">;
const environment = {} as Omit<Environment, "firewall">;

const users = {} as Omit<UserPoolProps, "selfSignUp">;
const pool = {} as Omit<Environment["userPool"], "selfSignUp">;

const refused = [
  // @ts-expect-error a stage without a word on its firewall
  { accessLog: "off", executionLog: "off" } satisfies StageProtection,
  // @ts-expect-error a stage without a word on its access log
  { executionLog: "off", webAcl: "off" } satisfies StageProtection,
  // @ts-expect-error an API without a word on its stage, on requests or on its answers
  api satisfies SecuredApiProps,
  // @ts-expect-error a log group without a word on its key
  { name: "/shop" } satisfies LogGroupProps,
  // @ts-expect-error a firewall without a word on its log
  { name: "shop", protects: "api" } satisfies WebAclProps,
  // @ts-expect-error a bucket without a word on its key
  { name: "shop", accessLog: "off" } satisfies LockedBucketProps,
  // @ts-expect-error a client without a word on how passwords are proved
  { userPool: { id: "", arn: "", endpoint: "" }, name: "app" } satisfies UserPoolClientProps,
  // @ts-expect-error an environment without a word on its firewall
  environment satisfies Environment,
  // @ts-expect-error a user pool without a word on who may sign up
  users satisfies UserPoolProps,
  // @ts-expect-error an environment's user pool without a word on who may sign up
  pool satisfies Environment["userPool"],
];

test("what is left out here does not compile", () => {
  expect(refused).toHaveLength(10);
});
