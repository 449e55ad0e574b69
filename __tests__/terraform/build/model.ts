/** Parts of a model with defaults, for tests of decisions. */
import { type PolicyPlace, parsePolicy } from "../../../terraform/access/iam";
import type {
  ApiMethod,
  ApiModel,
  AttachedPolicy,
  CognitoAuthorizer,
  IamRole,
  IamUser,
  LambdaAuthorizer,
  RestApi,
  Stage,
} from "../../../terraform/model";

export const ACCOUNT = "111111111111";
export const EXECUTION_ARN = `arn:aws:execute-api:us-east-1:${ACCOUNT}:abc`;
export const POOL_ARN = `arn:aws:cognito-idp:us-east-1:${ACCOUNT}:userpool/p`;

export const stage: Stage = { address: "stage", name: "v1", deploymentId: "d", variables: {} };

/** A Cognito authorizer `cognito` of the pool, and a Lambda authorizer `lambda`. */
export const authorizers: readonly [CognitoAuthorizer, LambdaAuthorizer] = [
  {
    type: "COGNITO_USER_POOLS",
    address: "cognito",
    id: "cognito",
    name: "cognito",
    providerArns: [POOL_ARN],
    identitySource: "method.request.header.Authorization",
  },
  {
    type: "TOKEN",
    address: "lambda",
    id: "lambda",
    name: "lambda",
    functionArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:authorizer`,
    identitySources: ["method.request.header.Authorization"],
    ttlSeconds: 0,
  },
];

/** Default: an AWS_IAM method `GET` of the path. */
export function method(path: string, of: Partial<ApiMethod> = {}): ApiMethod {
  return {
    address: `${of.verb ?? "GET"} ${path}`,
    path,
    resourceId: path,
    verb: "GET",
    authorization: "AWS_IAM",
    scopes: [],
    apiKeyRequired: false,
    integration: { address: path, type: "MOCK", timeoutMs: 29_000 },
    ...of,
  };
}

export function restApi(methods: readonly ApiMethod[], of: Partial<RestApi> = {}): RestApi {
  return {
    kind: "rest",
    address: "api",
    id: "abc",
    name: "api",
    executionArn: EXECUTION_ARN,
    apiKeySource: "HEADER",
    binaryMediaTypes: [],
    stages: [stage],
    methods,
    authorizers,
    ...of,
  };
}

export function role(name: string, of: Partial<IamRole> = {}): IamRole {
  return {
    address: name,
    name,
    arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
    uniqueId: "AROACALLER",
    maxSessionSeconds: 3_600,
    trust: { unknown: "not asked for" },
    policies: [],
    ...of,
  };
}

export function user(name: string, of: Partial<IamUser> = {}): IamUser {
  return {
    address: name,
    name,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    uniqueId: "AIDACALLER",
    groups: [],
    policies: [],
    ...of,
  };
}

export function model(apis: readonly RestApi[], of: Partial<ApiModel> = {}): ApiModel {
  return {
    region: "us-east-1",
    accountId: ACCOUNT,
    apis,
    functions: [],
    userPools: [],
    identityPools: [],
    roles: [],
    apiKeys: [],
    usagePlans: [],
    tables: [],
    notices: [],
    ...of,
  };
}

/** A policy of these statements, in which `{api}` is the API's execution ARN; or one whose text is not known. */
export function attached(
  address: string,
  statements: readonly unknown[] | "unknown",
  place: PolicyPlace = "identity",
): AttachedPolicy {
  if (statements === "unknown") return { address, name: address, document: { unknown: "known after apply" } };
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const document = parsePolicy(text.replaceAll("{api}", EXECUTION_ARN), address, place);
  return { address, name: address, document };
}
