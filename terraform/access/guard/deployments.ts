import { deployedTypes } from "../../../contract/deployed-types";

/** A kind of API whose changes go live with a deployment. */
export interface DeployedKind {
  readonly api: string;
  readonly deployment: string;
  /** The argument by which parts and deployments name the API. */
  readonly argument: string;
  /**
   * The types of which a deployment takes a snapshot. The value tells whether callers meet what is removed until the
   * next deployment.
   */
  readonly parts: Readonly<Record<string, { readonly staysLive: boolean }>>;
}

// A VPC link is of no API; the integration that names it is.
const { aws_api_gateway_vpc_link: _, ...restParts } = deployedTypes;

export const DEPLOYED_KINDS: readonly DeployedKind[] = [
  {
    api: "aws_api_gateway_rest_api",
    deployment: "aws_api_gateway_deployment",
    argument: "rest_api_id",
    parts: restParts,
  },
  {
    api: "aws_apigatewayv2_api",
    deployment: "aws_apigatewayv2_deployment",
    argument: "api_id",
    parts: {
      aws_apigatewayv2_api: { staysLive: false },
      aws_apigatewayv2_authorizer: { staysLive: true },
      aws_apigatewayv2_integration: { staysLive: true },
      aws_apigatewayv2_route: { staysLive: true },
    },
  },
];
