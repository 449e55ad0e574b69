import { CognitoManagedLoginBranding } from "@cdktf/provider-aws/lib/cognito-managed-login-branding";
import { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import * as v from "valibot";
import { kept, type Protection, protectionSchema } from "../arguments/lifecycle";
import { anyText, checkProps, type Entries, fields, mapOf, oneOf, refWith, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { UserPoolRef } from "./user-pool";

export interface ManagedLoginProps {
  /** The pool whose users sign in on the pages. */
  readonly userPool: UserPoolRef;
  /** A prefix of amazoncognito.com, unique in the region; or a domain name with a certificate of us-east-1. */
  readonly at:
    | { readonly prefix: string }
    | { readonly domain: string; readonly certificateArn: string; readonly zoneId: string };
  /** Managed login, or the classic hosted pages, which a pool of the tier LITE has. @default "managed" */
  readonly pages?: "managed" | "classic";
  /** The clients with sign-in pages, each under a name of its own. */
  readonly clients: Readonly<Record<string, { readonly id: string }>>;
  /** Whether a plan may destroy the domain. @default "on" */
  readonly protection?: Protection;
}

const PLACES = ["prefix", "domain", "certificateArn", "zoneId"];

/** Where the pages are, and which. */
export const placeEntries = {
  at: v.lazy((value) =>
    typeof value === "object" && value !== null && "domain" in value
      ? fields({ domain: anyText, certificateArn: someText, zoneId: someText })
      : fields({ prefix: anyText }, PLACES),
  ),
  pages: v.exactOptional(oneOf(["managed", "classic"])),
};

const PROPS = {
  userPool: refWith("id", "arn", "endpoint"),
  ...placeEntries,
  clients: mapOf(refWith("id")),
  protection: protectionSchema,
} satisfies Entries<ManagedLoginProps>;

/** Cognito's sign-in pages, with the OAuth endpoints that the code flow and federation need. */
export class ManagedLogin extends Construct {
  /** Host name of the login pages. */
  readonly domain: string;

  /** @throws DeclarationError `LOGIN_DOMAIN_INVALID` */
  constructor(scope: Construct, id: string, props: ManagedLoginProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    check(props.at);
    const { pages = "managed" } = props;
    const domain = new CognitoUserPoolDomain(this, "domain", {
      userPoolId: props.userPool.id,
      domain: "prefix" in props.at ? props.at.prefix : props.at.domain,
      managedLoginVersion: VERSIONS[pages],
      ...("domain" in props.at && { certificateArn: props.at.certificateArn }),
      ...kept(props.protection),
    });
    if ("domain" in props.at) this.record(props.at.zoneId, domain);
    // The classic pages have no branding.
    for (const [name, client] of pages === "managed" ? Object.entries(props.clients) : []) {
      new CognitoManagedLoginBranding(this, `pages-${name}`, {
        userPoolId: props.userPool.id,
        clientId: client.id,
        useCognitoProvidedValues: true,
        dependsOn: [domain],
      });
    }
    this.domain = domain.domain;
  }

  private record(zoneId: string, domain: CognitoUserPoolDomain): void {
    new Route53Record(this, "name", {
      zoneId,
      name: domain.domain,
      type: "A",
      alias: {
        name: domain.cloudfrontDistribution,
        zoneId: domain.cloudfrontDistributionZoneId,
        evaluateTargetHealth: false,
      },
    });
  }
}

const VERSIONS = { classic: 1, managed: 2 };

function check(at: ManagedLoginProps["at"]): void {
  const text = "prefix" in at ? at.prefix : at.domain;
  if ("domain" in at) {
    if (/^([a-z0-9-]+\.)+[a-z]{2,}$/.test(text) || text.includes("${")) return;
  } else if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text) && !/aws|amazon|cognito/.test(text)) return;
  throw new DeclarationError(
    "LOGIN_DOMAIN_INVALID",
    `The sign-in pages are to be at "${text}"; expected a prefix of small letters, digits and hyphens without aws, amazon or cognito, or a host name.`,
  );
}
