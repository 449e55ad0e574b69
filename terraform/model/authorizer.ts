/** What a method asks of its callers, as `aws_api_gateway_method.authorization` has it. */
export type Authorization = "NONE" | "AWS_IAM" | "CUSTOM" | "COGNITO_USER_POOLS";

export type Authorizer = CognitoAuthorizer | LambdaAuthorizer;

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
  /** `method.request.header.Authorization`, … TOKEN has exactly one. */
  readonly identitySources: readonly string[];
  /** TOKEN only: regular expression on the whole header value. */
  readonly identityValidationExpression?: string;
  /** Seconds that a policy is cached; 0 is off. */
  readonly ttlSeconds: number;
}
