import { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Construct } from "constructs";
import * as v from "valibot";
import { OUTLIVES_METHODS } from "../arguments/lifecycle";
import { checkProps, listOf, refWith, someText } from "../declaration";
import { clientIdsSchema } from "./client-ids";

export interface CognitoAuthorizersProps {
  /** The API that the authorizers belong to. */
  readonly api: ApiGatewayRestApi;
  /** The pool whose tokens both authorizers accept. */
  readonly userPoolArn: string;
  /** Pools, of any account and region, whose access tokens are accepted as well. @default none */
  readonly furtherUserPoolArns?: readonly string[];
  /** The app clients whose ID tokens are accepted. */
  readonly clientIds: readonly string[];
}

/**
 * Two authorizers of one user pool, since the two kinds of tokens are checked differently: an ID token has its client in
 * `aud`, which is matched here; an access token has no `aud`, and the method requires scopes of it.
 */
export class CognitoAuthorizers extends Construct {
  /** For methods without scopes: ID tokens of the clients `clientIds`. */
  readonly idTokens: ApiGatewayAuthorizer;
  /** For methods with scopes, which the method itself requires. */
  readonly accessTokens: ApiGatewayAuthorizer;

  constructor(scope: Construct, id: string, props: CognitoAuthorizersProps) {
    super(scope, id);
    checkProps(this, props, {
      api: refWith("id"),
      userPoolArn: someText,
      furtherUserPoolArns: v.exactOptional(listOf(someText)),
      clientIds: clientIdsSchema,
    });
    const common = {
      restApiId: props.api.id,
      type: "COGNITO_USER_POOLS",
      providerArns: [props.userPoolArn, ...(props.furtherUserPoolArns ?? [])],
      identitySource: "method.request.header.Authorization",
      lifecycle: OUTLIVES_METHODS,
    };
    this.idTokens = new ApiGatewayAuthorizer(this, "id-tokens", {
      ...common,
      name: "id-tokens",
      identityValidationExpression: `^(${props.clientIds.join("|")})$`,
    });
    this.accessTokens = new ApiGatewayAuthorizer(this, "access-tokens", { ...common, name: "access-tokens" });
  }
}
