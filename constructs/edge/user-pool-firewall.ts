import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { checkProps, refWith, someText } from "../declaration";
import type { WebAclRef } from "./web-acl";

/** Puts a web ACL before a user pool: the only policy over its unsigned calls, sign-in among them. */
export class UserPoolFirewall extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly webAcl: WebAclRef; readonly userPoolArn: string },
  ) {
    super(scope, id);
    checkProps(this, props, { webAcl: refWith("arn"), userPoolArn: someText });
    new Wafv2WebAclAssociation(this, "association", {
      webAclArn: props.webAcl.arn,
      resourceArn: props.userPoolArn,
    });
  }
}
