/** The places that this project is deployed to: the settings in which they differ, and their values. */
import * as v from "valibot";
import { admissionEntries } from "../constructs/api/admission";
import type { Throttle } from "../constructs/api/stage/method-settings";
import type { Cors } from "../constructs/cors/cors";
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
import { firewallEntries } from "../constructs/edge/web-acl-schema";
import { userPoolEntries } from "../constructs/identity/user-pool-schema";
import { RAISABLE_LIMITS, type RaisableLimit, type RaisedLimits } from "../contract/aws-limits";

const https = text(/^https:\/\/\S+$/, "an address with https://");
const bucket = text(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "a bucket's name of 3 to 63 small letters, digits, dots and hyphens",
);
const keyArn = text(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/.+$/, "the ARN of a KMS key");
const email = text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address");
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
  userPool: fields(userPoolEntries),
  /** Web ACLs before the stage and the user pool. */
  firewall: wordOr("off", fields(firewallEntries)),
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
  admission: v.exactOptional(fields(admissionEntries)),
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

const partner: Environment["partner"] = {
  issuer: "https://partner.example.com/",
  jwksUrl: "https://partner.example.com/.well-known/jwks.json",
  audience: "petstore",
};

/** A new environment is a further entry. */
export const environments: Readonly<Record<string, Environment>> = {
  dev: {
    name: "dev",
    region: "us-east-1",
    scriptClient: true,
    partner,
    state: "local",
    // Made and destroyed at will.
    protection: "off",
    encryption: "aws-owned",
    // Customers of the shop make their own accounts.
    userPool: { selfSignUp: true },
    // What costs money while nobody calls is off.
    firewall: "off",
    logs: "off",
    alarms: "off",
    tracing: "off",
    hardening: "off",
    selfServiceKeys: "off",
    bootstrap: "elsewhere",
  },
  prod: {
    name: "prod",
    region: "us-east-1",
    scriptClient: false,
    partner,
    state: "local",
    protection: "on",
    encryption: "own-key",
    userPool: { selfSignUp: true, tier: "PLUS", threatProtection: "enforced" },
    firewall: {},
    logs: { retention: 365 },
    alarms: { emails: [] },
    tracing: "on",
    hardening: "on",
    selfServiceKeys: { perUser: 3 },
    bootstrap: {
      stateBucket: "petstore-prod-terraform-state",
      trailBucket: "petstore-prod-trail",
      accessLogBucket: "petstore-prod-access-logs",
    },
  },
};

type Given<K extends keyof Environment> = Exclude<NonNullable<Environment[K]>, string>;

/** What a construct is given and what the schema takes are the same, or this does not compile. */
({
  throttle: true,
  cors: true,
  raisedLimits: true,
}) satisfies {
  readonly throttle: Same<Given<"throttle">, Throttle>;
  readonly cors: Same<Given<"cors">, Cors>;
  readonly raisedLimits: Same<Given<"raisedLimits">, RaisedLimits>;
};
