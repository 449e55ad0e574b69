/** What differs between the places this project is deployed to: one schema, from which the type follows. */
import * as v from "valibot";
import type { AdmissionRules } from "../constructs/api/admission";
import type { Cors } from "../constructs/api/cors";
import type { Throttle } from "../constructs/api/method-settings";
import {
  fields,
  type Immutable,
  listOf,
  mapOf,
  oneOf,
  type Same,
  someText,
  text,
  whole,
  wordOr,
  yesOrNo,
} from "../constructs/declaration";
import { MANAGED_GROUPS, type ManagedGroup, type WebAclRuleProps } from "../constructs/edge/web-acl-rules";
import type { UserPoolSettings } from "../constructs/identity/user-pool-settings";
import { RAISABLE_LIMITS, type RaisableLimit, type RaisedLimits } from "../contract/aws-limits";

const https = text(/^https:\/\/\S+$/, "an address with https://");
const bucket = text(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "a bucket's name of 3 to 63 small letters, digits, dots and hyphens",
);
const keyArn = text(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/.+$/, "the ARN of a KMS key");
const email = text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address");
const countries = listOf(text(/^[A-Z]{2}$/, "a country of two capitals, such as DE"), 1);
const onlyCountries = fields({ only: countries });
const exceptCountries = fields({ except: countries });

const attribute = fields({
  name: someText,
  type: oneOf(["String", "Number", "DateTime", "Boolean"]),
  mutable: yesOrNo,
  min: v.exactOptional(v.number()),
  max: v.exactOptional(v.number()),
});

const userPool = fields({
  /** Whether anybody may sign up, or an administrator creates users. It has no default. */
  selfSignUp: yesOrNo,
  tier: v.exactOptional(oneOf(["LITE", "ESSENTIALS", "PLUS"])),
  signInWith: v.exactOptional(listOf(oneOf(["user-name", "email", "phone"]), 1)),
  passwordLength: v.exactOptional(whole(12, 99)),
  passwordHistory: v.exactOptional(whole(0, 24)),
  mfa: v.exactOptional(oneOf(["optional", "on", "off"])),
  mfaFactors: v.exactOptional(listOf(oneOf(["totp", "sms", "email"]))),
  recovery: v.exactOptional(listOf(oneOf(["email", "phone"]), 1)),
  passwordless: v.exactOptional(
    fields({
      factors: listOf(oneOf(["passkey", "email-code", "sms-code"]), 1),
      relyingParty: v.exactOptional(someText),
    }),
  ),
  threatProtection: v.exactOptional(oneOf(["off", "audit", "enforced"])),
  email: v.exactOptional(fields({ from: email, sesArn: someText })),
  customAttributes: v.exactOptional(listOf(attribute)),
  deployedAttributes: v.exactOptional(listOf(attribute)),
});

const firewall = fields({
  mode: v.exactOptional(oneOf(["block", "count"])),
  onlyCount: v.exactOptional(
    fields(
      v.entriesFromList(Object.keys(MANAGED_GROUPS) as ManagedGroup[], v.exactOptional(listOf(someText))),
    ),
  ),
  hostingProviders: v.exactOptional(oneOf(["block", "count"])),
  requestsPerIp: v.exactOptional(whole(10, 2_000_000_000)),
  signInsPerIp: v.exactOptional(whole(10, 2_000_000_000)),
  countries: v.exactOptional(
    v.lazy((value) =>
      typeof value === "object" && value !== null && "except" in value ? exceptCountries : onlyCountries,
    ),
  ),
  largestBody: v.exactOptional(whole(1, 65_536)),
});

const raisedLimits = fields(
  v.entriesFromList(
    Object.keys(RAISABLE_LIMITS) as RaisableLimit[],
    v.exactOptional(whole(1, Number.MAX_SAFE_INTEGER)),
  ),
);

/** What fields mean together is checked by `checkEnvironment` and by the constructs. */
export const environmentSchema = fields({
  name: text(/^[a-z][a-z0-9-]{0,15}$/, "up to 16 small letters, digits and hyphens, a letter first"),
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region such as eu-central-1"),
  /** A client that takes user names and passwords, for scripts and the gate on localhost. Never in production. */
  scriptClient: yesOrNo,
  /** The third-party OIDC issuer behind the lock `jwt`. */
  partner: fields({ issuer: https, jwksUrl: https, audience: someText }),
  /** Where Terraform's state is kept: beside the project, or in the bucket that bootstrap made. */
  state: wordOr("local", fields({ bucket, kmsKeyArn: v.exactOptional(keyArn) })),
  /** Whether users, keys and data are kept from being destroyed. How a protected one is taken down: docs/destroy.md. */
  protection: oneOf(["on", "off"]),
  /** Tags on everything, besides project, environment and managed-by. @default none */
  tags: v.exactOptional(mapOf(someText)),
  /** Who is in charge of the keys that logs, functions' environments and alarms are encrypted with. */
  encryption: oneOf(["own-key", "aws-owned"]),
  /** Who may sign up, and how people sign in. */
  userPool,
  /** Web ACLs before the stage and the user pool. */
  firewall: wordOr("off", firewall),
  /** Access logs and execution logs, in days. */
  logs: wordOr("off", fields({ retention: whole(1, 3653) })),
  /** Alarms, a dashboard and metrics of each method. They count in the access log, so they need `logs`, and a topic needs its own key. */
  alarms: wordOr("off", fields({ emails: listOf(email) })),
  /** X-Ray, at the stage and in the functions. */
  tracing: oneOf(["on", "off"]),
  /** Whether API Gateway looks at requests, and puts headers on its own answers, before any handler does. */
  hardening: oneOf(["on", "off"]),
  /** Whether signed-in people keep API keys of their own, under /keys, and how many each. */
  selfServiceKeys: wordOr("off", fields({ perUser: whole(1, 10) })),
  /** Calls of all callers together to one method. @default 100 a second, 200 at once */
  throttle: v.exactOptional(fields({ rate: whole(1, 10_000), burst: whole(1, 5_000) })),
  /** Pages of other origins that may call the API; needs `hardening`. @default none */
  cors: v.exactOptional(
    fields({
      origins: listOf(someText, 1),
      headers: v.exactOptional(listOf(someText)),
      exposes: v.exactOptional(listOf(someText)),
      maxAge: v.exactOptional(whole(0, 86_400)),
    }),
  ),
  /** @default from everywhere */
  admission: v.exactOptional(
    fields({
      ipRanges: v.exactOptional(listOf(someText, 1)),
      vpcEndpoints: v.exactOptional(listOf(someText, 1)),
      organization: v.exactOptional(someText),
    }),
  ),
  /** The API's own name; its records and certificate are made in the zone. @default AWS's */
  domain: v.exactOptional(fields({ name: someText, zoneId: someText })),
  /** Limits that AWS has raised for the account, by their name in contract/aws-limits.ts. @default none */
  raisedLimits: v.exactOptional(raisedLimits),
  /** What stands once in the account and region; `"elsewhere"`: another environment or team has it. */
  bootstrap: wordOr(
    "elsewhere",
    fields({ stateBucket: bucket, trailBucket: bucket, accessLogBucket: bucket }),
  ),
});

/** One place this project is deployed to. What each part costs: docs/costs.md. */
export type Environment = Immutable<v.InferOutput<typeof environmentSchema>>;

type Given<K extends keyof Environment> = Exclude<NonNullable<Environment[K]>, string>;

/** What a construct is given and what the schema takes are the same, or this does not compile. */
({
  userPool: true,
  firewall: true,
  throttle: true,
  cors: true,
  admission: true,
  raisedLimits: true,
}) satisfies {
  readonly userPool: Same<Given<"userPool">, UserPoolSettings>;
  readonly firewall: Same<Given<"firewall">, Omit<WebAclRuleProps, "protects" | "own">>;
  readonly throttle: Same<Given<"throttle">, Throttle>;
  readonly cors: Same<Given<"cors">, Cors>;
  readonly admission: Same<Given<"admission">, AdmissionRules>;
  readonly raisedLimits: Same<Given<"raisedLimits">, RaisedLimits>;
};
