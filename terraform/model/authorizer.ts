/** What a method or a route asks of its callers, as its Terraform has it. */
export type Authorization = RestAuthorization | HttpAuthorization;

/** Of `aws_api_gateway_method`. */
export type RestAuthorization = "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS";

/** Of `aws_apigatewayv2_route`. A WebSocket API has no JWT. */
export type HttpAuthorization = "NONE" | "AWS_IAM" | "CUSTOM" | "JWT";

export type Authorizer = RestAuthorizer | HttpAuthorizer;
export type RestAuthorizer = CognitoAuthorizer | LambdaAuthorizer;
export type HttpAuthorizer = JwtAuthorizer | LambdaAuthorizer;

/** Of an HTTP API's events. */
export type PayloadVersion = "1.0" | "2.0";

export interface CognitoAuthorizer {
  readonly type: "COGNITO_USER_POOLS";
  readonly address: string;
  readonly id: string;
  readonly name: string;
  /** ARNs of the user pools whose tokens it takes. */
  readonly providerArns: readonly string[];
  /** `method.request.header.Authorization` */
  readonly identitySource: string;
  /** Regular expression on the token's `aud`; tokens without `aud` fail it. */
  readonly identityValidationExpression?: string;
}

export interface LambdaAuthorizer {
  readonly type: "TOKEN" | "REQUEST";
  readonly address: string;
  readonly id: string;
  readonly name: string;
  readonly functionArn: string;
  /** ARN of the role by which it is invoked, in place of a permission of the function. Only the gate asks. */
  readonly invokedAs?: string;
  /**
   * `method.request.header.Authorization`, … TOKEN has exactly one. Of an HTTP API `$request.header.Authorization`, of
   * a WebSocket API `route.request.header.Authorization`.
   */
  readonly identitySources: readonly string[];
  /** Whether a request without one of the sources is refused also where answers are not cached. Default false. */
  readonly requiresSources?: true;
  /** TOKEN only: regular expression on the whole header value. */
  readonly identityValidationExpression?: string;
  /** Seconds that a policy is cached; 0 is off. */
  readonly ttlSeconds: number;
  /** Of an HTTP API: the form of the function's event. @default "1.0" */
  readonly payloadVersion?: PayloadVersion;
  /** Of an HTTP API: whether the function answers with `isAuthorized` in place of a policy. */
  readonly hasSimpleResponses?: true;
  /** Of an OpenAPI body: how the function is called, under the names that arguments of the resource have. */
  readonly call?: Readonly<Record<string, unknown>>;
  /** What about it is not known; the decisions of its methods are then `unknown`. */
  readonly unknown?: string;
}

/** Of HTTP APIs: tokens that one issuer signed, for one of the audiences. */
export interface JwtAuthorizer {
  readonly type: "JWT";
  readonly address: string;
  readonly id: string;
  readonly name: string;
  /** `https://cognito-idp.REGION.amazonaws.com/POOL` */
  readonly issuer: string;
  /** One of them must be the token's `aud` or, where it has none, its `client_id`. */
  readonly audience: readonly string[];
  /** `$request.header.Authorization` */
  readonly identitySource: string;
  /** What about it is not known; the decisions of its routes are then `unknown`. */
  readonly unknown?: string;
}
