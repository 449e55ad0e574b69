import { createHash } from "node:crypto";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import * as v from "valibot";
import { literal } from "../arguments/literal";
import { policyDocument } from "../arguments/policy";
import { anyText, checkProps, listOf, refWith, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { KeyRef } from "../state/encryption-key";

/** An SNS topic of this stack, or a reference to another. */
export interface TopicRef {
  /** ARN of the topic. */
  readonly arn: string;
}

export interface AlarmTopicProps {
  /** Name of the topic. */
  readonly name: string;
  /** Its policy must let CloudWatch use it (`users: ["alarms"]`). AWS's own `alias/aws/sns` does not. */
  readonly key: KeyRef;
  /** E-mail addresses of the subscribers. Each must confirm the subscription by a link. @default none */
  readonly emails?: readonly string[];
}

/** An encrypted topic that only this account's alarms may publish to, and only over TLS. */
export class AlarmTopic extends Construct implements TopicRef {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    checkProps(this, props, {
      name: someText,
      key: refWith("arn"),
      emails: v.exactOptional(listOf(anyText)),
    });
    const topic = new SnsTopic(this, "topic", { name: props.name, kmsMasterKeyId: props.key.arn });
    const { accountId } = new DataAwsCallerIdentity(this, "account");
    new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument(
        {
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: { StringEquals: { "aws:SourceAccount": accountId } },
        },
        {
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ),
    });
    const taken = new Set<string>();
    for (const email of new Set(props.emails ?? [])) {
      const id = `to-${email.replace(/[^A-Za-z0-9]/g, "-")}`;
      // Where a.b@c.de and a-b@c.de both subscribe, the second id gets a hash; the ids of other addresses do not change.
      this.subscribe(topic, taken.has(id) ? `${id}-${hash(email)}` : id, email);
      taken.add(id);
    }
    this.arn = topic.arn;
  }

  private subscribe(topic: SnsTopic, id: string, email: string): void {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
      throw new DeclarationError(
        "EMAIL_INVALID",
        `"${email}" cannot be told of alarms: it is no e-mail address.`,
      );
    }
    new SnsTopicSubscription(this, id, {
      topicArn: topic.arn,
      protocol: "email",
      endpoint: literal(email),
    });
  }
}

function hash(email: string): string {
  return createHash("sha256").update(email).digest("hex").slice(0, 6);
}
