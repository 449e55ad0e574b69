import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkProps, refWith, someText, wordOr } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { holdToLimits } from "../limits/hold-to-limits";
import type { LogGroupRef } from "../observe/log-group";
import { type WebAclRuleProps, webAclRules } from "./web-acl-rules";
import { webAclRuleEntries } from "./web-acl-schema";

/** A web ACL of this stack, or a reference to another. */
export interface WebAclRef {
  /** ARN of the web ACL. */
  readonly arn: string;
}

export interface WebAclProps extends WebAclRuleProps {
  /** Unique in the account and region. A change replaces the web ACL. */
  readonly name: string;
  /** The log group of requests. Its name must begin with `aws-waf-logs-`, and the account and region need `FirewallLogDelivery`. */
  readonly log: LogGroupRef | "off";
}

/** Headers with secrets, and the query string, in which presigned calls have their session token. */
const REDACTED_HEADERS = ["authorization", "cookie", "x-amz-security-token", "x-api-key"];

/** A regional web ACL for a stage or a user pool, with rate limits, managed rule groups of AWS, and a log. */
export class WebAcl extends Construct implements WebAclRef {
  readonly arn: string;
  /** The metric's dimension `WebACL`, for alarms. */
  readonly metricName: string;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, {
      ...webAclRuleEntries,
      name: someText,
      log: wordOr("off", refWith("name", "arn")),
    });
    const acl = new Wafv2WebAcl(this, "acl", {
      name: props.name,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rule: webAclRules(props),
      visibilityConfig: {
        cloudwatchMetricsEnabled: true,
        metricName: props.name,
        sampledRequestsEnabled: true,
      },
      ...(props.largestBody !== undefined && {
        associationConfig: { requestBody: [inspected(props.protects, props.largestBody)] },
      }),
    });
    if (props.log !== "off") this.log(acl, props.log, props);
    this.arn = acl.arn;
    this.metricName = props.name;
  }

  private log(acl: Wafv2WebAcl, group: LogGroupRef, props: WebAclProps): void {
    const name = group.declaredName ?? group.name;
    if (!name.startsWith("aws-waf-logs-") && !Token.isUnresolved(name)) {
      throw new DeclarationError(
        "WAF_LOG_NAME",
        `The web ACL "${props.name}" would log to "${name}"; WAF requires a group whose name begins with "aws-waf-logs-".`,
      );
    }
    new Wafv2WebAclLoggingConfiguration(this, "log", {
      resourceArn: acl.arn,
      logDestinationConfigs: [group.arn],
      redactedFields: [
        ...REDACTED_HEADERS.map((header) => ({ singleHeader: { name: header } })),
        { queryString: {} },
      ],
    });
  }
}

/** The size of bodies that WAF inspects, where it is not the default of 16 KB. */
function inspected(protects: WebAclProps["protects"], bytes: number) {
  const kilobytes = [16, 32, 48, 64].find((size) => bytes <= size * 1024) ?? 64;
  const limit = { defaultSizeInspectionLimit: `KB_${kilobytes}` };
  return protects === "api" ? { apiGateway: limit } : { cognitoUserPool: limit };
}

/** Associates a web ACL with a user pool. Nothing else restricts its unsigned calls, sign-in among them. */
export class UserPoolFirewall extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      /** The web ACL, with `protects: "user-pool"`. */
      readonly webAcl: WebAclRef;
      /** The user pool whose calls pass through it. */
      readonly userPoolArn: string;
    },
  ) {
    super(scope, id);
    checkProps(this, props, { webAcl: refWith("arn"), userPoolArn: someText });
    new Wafv2WebAclAssociation(this, "association", {
      webAclArn: props.webAcl.arn,
      resourceArn: props.userPoolArn,
    });
  }
}
