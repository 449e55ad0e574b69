import type { UserAttribute, UserPool, UserPoolSettings, UserPoolTrigger } from "../../../../terraform/model";
import type { PoolContext } from "./signed-operation";

/**
 * A user pool as DescribeUserPool returns it: what the Terraform says and the gate serves. Times of its making are not
 * known.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html
 */
export function poolDescription({ directory, pool }: PoolContext) {
  const { arn, domains = [], id, ignoresCase, name, settings } = pool;
  const names = domains.flatMap((domain) => domain.name ?? []);
  const domain = names.find((candidate) => !candidate.includes("."));
  const customDomain = names.find((candidate) => candidate.includes("."));
  return {
    Id: id,
    Name: name,
    Arn: arn,
    Policies: policies(settings),
    LambdaConfig: lambdaConfig(pool),
    SchemaAttributes: [...settings.attributes.values()].map(schemaAttribute),
    AutoVerifiedAttributes: settings.autoVerifiedAttributes,
    ...(settings.aliasAttributes.length > 0 && { AliasAttributes: settings.aliasAttributes }),
    ...(settings.usernameAttributes.length > 0 && { UsernameAttributes: settings.usernameAttributes }),
    VerificationMessageTemplate: {
      DefaultEmailOption: settings.confirmsByLink ? "CONFIRM_WITH_LINK" : "CONFIRM_WITH_CODE",
      ...templates(settings),
    },
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: settings.verifiedBeforeUpdate },
    MfaConfiguration: settings.mfa.mode,
    ...(settings.devices && {
      DeviceConfiguration: {
        ChallengeRequiredOnNewDevice: settings.devices.challengesNewDevices,
        DeviceOnlyRememberedOnUserPrompt: settings.devices.asksToRemember,
      },
    }),
    EstimatedNumberOfUsers: directory.users.inPool(id).length,
    ...(domain !== undefined && { Domain: domain }),
    ...(customDomain !== undefined && { CustomDomain: customDomain }),
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: !settings.allowsSignUp,
      UnusedAccountValidityDays: settings.passwordPolicy.temporaryPasswordDays,
    },
    UsernameConfiguration: { CaseSensitive: !ignoresCase },
    AccountRecoverySetting: {
      RecoveryMechanisms: settings.recovery.map((mechanism, i) => ({ Name: mechanism, Priority: i + 1 })),
    },
    UserPoolTier: settings.tier,
  };
}

function templates({ messages: { link, verification } }: UserPoolSettings) {
  const { email: EmailMessage, sms: SmsMessage, subject: EmailSubject } = verification;
  const { email: EmailMessageByLink, subject: EmailSubjectByLink } = link;
  return { EmailMessage, EmailSubject, SmsMessage, EmailMessageByLink, EmailSubjectByLink };
}

function policies({ firstFactors, passwordPolicy }: UserPoolSettings) {
  return {
    PasswordPolicy: {
      MinimumLength: passwordPolicy.minimumLength,
      RequireUppercase: passwordPolicy.requiresUppercase,
      RequireLowercase: passwordPolicy.requiresLowercase,
      RequireNumbers: passwordPolicy.requiresNumbers,
      RequireSymbols: passwordPolicy.requiresSymbols,
      ...(passwordPolicy.historySize > 0 && { PasswordHistorySize: passwordPolicy.historySize }),
      TemporaryPasswordValidityDays: passwordPolicy.temporaryPasswordDays,
    },
    SignInPolicy: { AllowedFirstAuthFactors: firstFactors },
  };
}

const TRIGGERS: Readonly<Record<Exclude<UserPoolTrigger, "customEmailSender" | "customSmsSender">, string>> =
  {
    preSignUp: "PreSignUp",
    postConfirmation: "PostConfirmation",
    preAuthentication: "PreAuthentication",
    postAuthentication: "PostAuthentication",
    customMessage: "CustomMessage",
    userMigration: "UserMigration",
    defineAuthChallenge: "DefineAuthChallenge",
    createAuthChallenge: "CreateAuthChallenge",
    verifyAuthChallengeResponse: "VerifyAuthChallengeResponse",
  };

function lambdaConfig({ preTokenGeneration, settings: { triggers } }: UserPool) {
  const plain = Object.entries(TRIGGERS).flatMap(([trigger, name]) => {
    const arn = triggers[trigger as UserPoolTrigger];
    return arn === undefined ? [] : [[name, arn] as const];
  });
  const sender = (arn: string | undefined) => arn && { LambdaArn: arn, LambdaVersion: "V1_0" };
  return {
    ...Object.fromEntries(plain),
    ...(triggers.customEmailSender && { CustomEmailSender: sender(triggers.customEmailSender) }),
    ...(triggers.customSmsSender && { CustomSMSSender: sender(triggers.customSmsSender) }),
    ...(preTokenGeneration && {
      PreTokenGeneration: preTokenGeneration.functionArn,
      PreTokenGenerationConfig: {
        LambdaArn: preTokenGeneration.functionArn,
        LambdaVersion: preTokenGeneration.version,
      },
    }),
  };
}

function schemaAttribute({ developerOnly, least, most, mutable, name, required, type }: UserAttribute) {
  const [from, to] = type === "String" ? ["MinLength", "MaxLength"] : ["MinValue", "MaxValue"];
  const limits = {
    ...(least !== undefined && { [from as string]: String(least) }),
    ...(most !== undefined && { [to as string]: String(most) }),
  };
  return {
    Name: name,
    AttributeDataType: type,
    DeveloperOnlyAttribute: developerOnly,
    Mutable: mutable,
    Required: required,
    ...(type === "String" && { StringAttributeConstraints: limits }),
    ...(type === "Number" && { NumberAttributeConstraints: limits }),
  };
}
