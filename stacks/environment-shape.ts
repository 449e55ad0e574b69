import { list, map, object, oneOf, type Shape, text, whole, wordOr, yesOrNo } from "./shape";

const anything: Shape = () => {};
const words = text(/\S/, "some text");
const https = text(/^https:\/\/\S+$/, "an address with https://");
const bucket = text(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "a bucket's name of 3 to 63 small letters, digits, dots and hyphens",
);
const keyArn = text(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/.+$/, "the ARN of a KMS key");
const email = text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address");
const country = text(/^[A-Z]{2}$/, "a country of two capitals, such as DE");

/** The type `Environment` at run time. What fields mean together is checked by the constructs. */
export const environmentShape = object({
  name: text(/^[a-z][a-z0-9-]{0,15}$/, "up to 16 small letters, digits and hyphens, a letter first"),
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region such as eu-central-1"),
  scriptClient: yesOrNo,
  partner: object({ issuer: https, jwksUrl: https, audience: words }),
  state: wordOr("local", object({ bucket, "kmsKeyArn?": keyArn })),
  "tags?": map(words),
  encryption: oneOf("own-key", "aws-owned"),
  userPool: object({
    "tier?": oneOf("LITE", "ESSENTIALS", "PLUS"),
    "signInWith?": list(oneOf("user-name", "email", "phone"), 1),
    "selfSignUp?": yesOrNo,
    "passwordLength?": whole(12, 99),
    "passwordHistory?": whole(0, 24),
    "mfa?": oneOf("optional", "on", "off"),
    "mfaFactors?": list(oneOf("totp", "sms", "email")),
    "passwordless?": object({
      factors: list(oneOf("passkey", "email-code", "sms-code"), 1),
      "relyingParty?": words,
    }),
    "threatProtection?": oneOf("off", "audit", "enforced"),
    "email?": object({ from: email, sesArn: words }),
    "customAttributes?": list(anything),
    "deployedAttributes?": list(anything),
  }),
  firewall: wordOr(
    "off",
    object({
      "mode?": oneOf("block", "count"),
      "onlyCount?": map(list(words)),
      "requestsPerIp?": whole(10, 2_000_000_000),
      "signInsPerIp?": whole(10, 2_000_000_000),
      "countries?": object({ "only?": list(country, 1), "except?": list(country, 1) }),
      "largestBody?": whole(1, 65_536),
    }),
  ),
  logs: wordOr("off", object({ retention: whole(1, 3653) })),
  alarms: wordOr("off", object({ emails: list(email) })),
  tracing: oneOf("on", "off"),
  hardening: oneOf("on", "off"),
  selfServiceKeys: wordOr("off", object({ perUser: whole(1, 10) })),
  "throttle?": object({ rate: whole(1, 10_000), burst: whole(1, 5_000) }),
  "cors?": object({
    origin: words,
    "headers?": list(words),
    "exposes?": list(words),
    "maxAge?": whole(0, 86_400),
  }),
  "admission?": object({
    "ipRanges?": list(words, 1),
    "vpcEndpoints?": list(words, 1),
    "organization?": words,
  }),
  "domain?": object({ name: words, zoneId: words }),
  bootstrap: wordOr(
    "elsewhere",
    object({ stateBucket: bucket, trailBucket: bucket, accessLogBucket: bucket }),
  ),
});
