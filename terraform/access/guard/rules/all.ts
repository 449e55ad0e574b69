import type { Rule } from "../rule";
import { apiKeyOnly } from "./api-key-only";
import { cachedAuthorizerPolicy } from "./cached-authorizer-policy";
import { cognitoWithoutScopes } from "./cognito-without-scopes";
import { deletionProtectionOff } from "./deletion-protection-off";
import { emailMfaInOneStep } from "./email-mfa-in-one-step";
import { ignoredIamPolicy } from "./ignored-iam-policy";
import { lockBypass } from "./lock-bypass";
import { lockRemoved } from "./lock-removed";
import { poolDestroyed } from "./pool-destroyed";
import { removedPartStaysLive } from "./removed-part-stays-live";
import { silentAuthorizer } from "./silent-authorizer";
import { smsConfigurationRemoved } from "./sms-configuration-removed";
import { stageWithoutLogs } from "./stage-without-logs";
import { stageWithoutThrottle } from "./stage-without-throttle";
import { stageWithoutWaf } from "./stage-without-waf";
import { staleDeployment } from "./stale-deployment";
import { unexpectedWidening } from "./unexpected-widening";
import { wildcardInPolicy } from "./wildcard-in-policy";

/** Every rule, the gravest first. */
export const rules: readonly Rule[] = [
  poolDestroyed,
  deletionProtectionOff,
  lockRemoved,
  unexpectedWidening,
  lockBypass,
  wildcardInPolicy,
  silentAuthorizer,
  cachedAuthorizerPolicy,
  ignoredIamPolicy,
  cognitoWithoutScopes,
  apiKeyOnly,
  removedPartStaysLive,
  staleDeployment,
  smsConfigurationRemoved,
  emailMfaInOneStep,
  stageWithoutThrottle,
  stageWithoutLogs,
  stageWithoutWaf,
];
