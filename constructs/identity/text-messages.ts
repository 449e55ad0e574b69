import { createHash } from "node:crypto";
import type { CognitoUserPoolSmsConfiguration } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { policyDocument } from "../arguments/policy";
import { checkProps, someText } from "../declaration";

/** The role by which a user pool sends text messages. It cannot be removed from a pool again. */
export class TextMessages extends Construct {
  readonly configuration: CognitoUserPoolSmsConfiguration;
  /** The pool must depend on it, since Cognito uses the role when the pool is created. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: { readonly name: string }) {
    super(scope, id);
    checkProps(this, props, { name: someText });
    // The external id is unique to this pool, so that no other pool can use the role.
    const externalId = createHash("sha256").update(`texts of ${props.name}`).digest("hex").slice(0, 32);
    const role = new IamRole(this, "role", {
      name: `${props.name}-texts`,
      assumeRolePolicy: policyDocument({
        Effect: "Allow",
        Principal: { Service: "cognito-idp.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      }),
    });
    this.policy = new IamRolePolicy(this, "policy", {
      name: "send-texts",
      role: role.name,
      policy: policyDocument(
        // A phone number is not a resource. Topics and endpoints are, and the role must not publish to them.
        { Effect: "Allow", Action: "sns:Publish", Resource: "*" },
        { Effect: "Deny", Action: "sns:Publish", Resource: "arn:*:sns:*:*:*" },
      ),
    });
    this.configuration = { externalId, snsCallerArn: role.arn };
  }
}
