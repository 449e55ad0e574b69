import type { AdmissionRules } from "../constructs/api/admission";
import type { Cors } from "../constructs/api/cors";
import type { Throttle } from "../constructs/api/method-settings";
import type { WebAclRuleProps } from "../constructs/edge/web-acl-rules";
import type { UserPoolSettings } from "../constructs/identity/user-pool-settings";

/** What differs between the places this project is deployed to. What each part costs: docs/costs.md. */
export interface Environment {
  readonly name: string;
  readonly region: string;
  /** A client that takes user names and passwords, for scripts and the gate on localhost. Never in production. */
  readonly scriptClient: boolean;
  /** The third-party OIDC issuer behind the lock `jwt`. */
  readonly partner: { readonly issuer: string; readonly jwksUrl: string; readonly audience: string };
  /** Where Terraform's state is kept: beside the project, or in the bucket that bootstrap made. */
  readonly state: "local" | { readonly bucket: string; readonly kmsKeyArn?: string };
  /** Tags on everything, besides project, environment and managed-by. @default none */
  readonly tags?: Readonly<Record<string, string>>;
  /** Who is in charge of the keys that logs, functions' environments and alarms are encrypted with. */
  readonly encryption: "own-key" | "aws-owned";
  /** How people sign in, beyond the defaults. */
  readonly userPool: UserPoolSettings;
  /** Web ACLs before the stage and the user pool. */
  readonly firewall: "off" | Omit<WebAclRuleProps, "protects" | "own">;
  /** Access logs and execution logs, in days. */
  readonly logs: "off" | { readonly retention: number };
  /** Alarms, a dashboard and metrics of each method. They count in the access log, so they need `logs`, and a topic needs its own key. */
  readonly alarms: "off" | { readonly emails: readonly string[] };
  /** X-Ray, at the stage and in the functions. */
  readonly tracing: "on" | "off";
  /** Whether API Gateway looks at requests, and puts headers on its own answers, before any handler does. */
  readonly hardening: "on" | "off";
  /** Whether signed-in people keep API keys of their own, under /keys, and how many each. */
  readonly selfServiceKeys: "off" | { readonly perUser: number };
  /** Calls of all callers together to one method. @default 100 a second, 200 at once */
  readonly throttle?: Throttle;
  /** @default no page of another origin */
  readonly cors?: Cors;
  /** @default from everywhere */
  readonly admission?: AdmissionRules;
  /** The API's own name; its records and certificate are made in the zone. @default AWS's */
  readonly domain?: { readonly name: string; readonly zoneId: string };
  /** What stands once in the account and region; `"elsewhere"`: another environment or team has it. */
  readonly bootstrap:
    | "elsewhere"
    | { readonly stateBucket: string; readonly trailBucket: string; readonly accessLogBucket: string };
}
