/** The places that this project is deployed to: the settings in which they differ, and their values. */
import * as v from "valibot";
import { admissionEntries } from "../constructs/api/admission";
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
import { githubEntries } from "../constructs/deploy/github-subject";
import { firewallEntries } from "../constructs/edge/web-acl-schema";
import type { Throttle } from "../constructs/endpoint/throttle";
import { userPoolEntries } from "../constructs/identity/user-pool-schema";
import { RAISABLE_LIMITS, type RaisableLimit, type RaisedLimits } from "../contract/aws-limits";
import { loginSchema } from "./login";

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

/** The settings of an environment. Combinations of settings are checked by `checkEnvironment` and by the constructs. */
export const environmentSchema = fields({
  name: text(/^[a-z][a-z0-9-]{0,15}$/, "up to 16 small letters, digits and hyphens, a letter first"),
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region such as eu-central-1"),
  /** The kind of API: docs/http-apis.md says what an HTTP API leaves out. @default "rest" */
  api: v.exactOptional(oneOf(["rest", "http"])),
  /** `"off"` serves routes that ask for an API key beside a lock without it, as an HTTP API must. @default HTTP APIs refuse them */
  metering: v.exactOptional(oneOf(["off"])),
  /** Whether there is an app client that accepts user names and passwords, for scripts and the gate on localhost. Never in production. */
  scriptClient: yesOrNo,
  /** The third-party OIDC issuer behind the lock `jwt`. */
  partner: fields({ issuer: https, jwksUrl: https, audience: someText }),
  /** Where Terraform's state is kept: beside the project, or in the bucket that the bootstrap stack creates. */
  state: wordOr("local", fields({ bucket, kmsKeyArn: v.exactOptional(keyArn) })),
  /** Whether users, keys and data are protected from `terraform destroy`. docs/destroy.md says how a protected environment is removed. */
  protection: oneOf(["on", "off"]),
  /** Tags on everything, besides project, environment and managed-by. @default none */
  tags: v.exactOptional(mapOf(someText)),
  /** Whether logs, functions' environments and alarms are encrypted with a KMS key of the project or with AWS's own keys. */
  encryption: oneOf(["own-key", "aws-owned"]),
  /** Who may sign up, and how users sign in. */
  userPool: fields(userPoolEntries),
  /** Sign-in on Cognito's pages, a server's and a program's client, and other identity providers: docs/login.md. @default none */
  login: v.exactOptional(loginSchema),
  /** Web ACLs in front of the stage and of the user pool. */
  firewall: wordOr("off", fields(firewallEntries)),
  /** Access logs and execution logs, and the days that they are kept. */
  logs: wordOr("off", fields({ retention: whole(1, 3653) })),
  /** Alarms, a dashboard and metrics of each method. Alarms count lines of the access log and publish to an encrypted topic, so they need `logs` and `encryption: "own-key"`. */
  alarms: wordOr("off", fields({ emails: listOf(email) })),
  /** Whether the stage and the functions send traces to X-Ray, or the functions alone. An HTTP API itself sends none: it takes `"functions"` or `"off"`. */
  tracing: oneOf(["on", "functions", "off"]),
  /** Whether API Gateway validates requests, and adds security headers to its own responses. */
  hardening: oneOf(["on", "off"]),
  /** Whether signed-in users manage API keys of their own, under /keys, and how many each may have. */
  selfServiceKeys: wordOr("off", fields({ perUser: whole(1, 10) })),
  /** The limit of each method for all callers together. @default 100 a second, 200 at once */
  throttle: v.exactOptional(fields({ rate: whole(1, 10_000), burst: whole(1, 5_000) })),
  /** Origins whose pages may call the API from a browser; needs `hardening`. @default none */
  cors: v.exactOptional(
    fields({
      origins: listOf(someText, 1),
      headers: v.exactOptional(listOf(someText)),
      exposes: v.exactOptional(listOf(someText)),
      maxAge: v.exactOptional(whole(0, 86_400)),
    }),
  ),
  /** The networks and organizations that may call the API. @default all */
  admission: v.exactOptional(fields(admissionEntries)),
  /** The API's domain name. Its records and certificate are created in the zone. @default the name that AWS gives */
  domain: v.exactOptional(fields({ name: someText, zoneId: someText })),
  /** Quotas that AWS has raised for the account, by their names in contract/aws-limits.ts. @default none */
  raisedLimits: v.exactOptional(raisedLimits),
  /** What exists once in an account and region. `"elsewhere"`: another environment or team has created it. */
  bootstrap: wordOr(
    "elsewhere",
    fields({
      stateBucket: bucket,
      trailBucket: bucket,
      accessLogBucket: bucket,
      /** The roles by which workflows of GitHub plan and deploy this environment: docs/deploying.md. @default none */
      github: v.exactOptional(
        fields({
          ...githubEntries,
          /** GitHub as an issuer of tokens, which exists once in an account: created here, or by its ARN. */
          provider: wordOr("created", fields({ arn: someText })),
        }),
      ),
    }),
  ),
});

/** One environment. docs/costs.md says what each setting costs. */
export type Environment = Immutable<v.InferOutput<typeof environmentSchema>>;

const partner: Environment["partner"] = {
  issuer: "https://partner.example.com/",
  jwksUrl: "https://partner.example.com/.well-known/jwks.json",
  audience: "petstore",
};

/** The environments by name. A further one is a further entry. */
export const environments: Readonly<Record<string, Environment>> = {
  dev: {
    name: "dev",
    region: "us-east-1",
    scriptClient: true,
    partner,
    state: "local",
    // Created and destroyed at will.
    protection: "off",
    encryption: "aws-owned",
    // Customers of the shop sign up themselves.
    userPool: { selfSignUp: true },
    // Everything that costs money without calls is off.
    firewall: "off",
    logs: "off",
    alarms: "off",
    tracing: "off",
    hardening: "off",
    selfServiceKeys: "off",
    bootstrap: "elsewhere",
  },
  http: {
    name: "http",
    region: "us-east-1",
    api: "http",
    metering: "off",
    scriptClient: true,
    partner,
    state: "local",
    protection: "off",
    encryption: "aws-owned",
    userPool: { selfSignUp: true },
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

/** The schema and the props of the constructs accept the same values, or this does not compile. */
({
  throttle: true,
  cors: true,
  raisedLimits: true,
}) satisfies {
  readonly throttle: Same<Given<"throttle">, Throttle>;
  readonly cors: Same<Given<"cors">, Cors>;
  readonly raisedLimits: Same<Given<"raisedLimits">, RaisedLimits>;
};
