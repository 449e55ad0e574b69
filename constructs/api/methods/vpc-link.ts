import { ApiGatewayVpcLink } from "@cdktf/provider-aws/lib/api-gateway-vpc-link";
import { Construct } from "constructs";
import { checkProps, someText } from "../../declaration";

/** A VPC link of this stack, or a reference to another. */
export interface VpcLinkRef {
  /** Id of the link. */
  readonly id: string;
}

export interface VpcLinkProps {
  /** Name of the link. */
  readonly name: string;
  /** ARN of the network load balancer of the backend. REST APIs support no other kind. */
  readonly loadBalancerArn: string;
}

/** A private connection from API Gateway to a VPC. */
export class VpcLink extends Construct implements VpcLinkRef {
  readonly id: string;

  constructor(scope: Construct, id: string, props: VpcLinkProps) {
    super(scope, id);
    checkProps(this, props, { name: someText, loadBalancerArn: someText });
    this.id = new ApiGatewayVpcLink(this, "link", {
      name: props.name,
      targetArns: [props.loadBalancerArn],
    }).id;
  }
}
