import type { Authorization, Authorizer, HttpAuthorization, RestAuthorization } from "../../../model";
import { awsIam } from "./aws-iam";
import { cognitoUserPools } from "./cognito-user-pools";
import { custom } from "./custom";
import { jwt } from "./jwt";
import type { Lock } from "./lock";
import { none } from "./none";

/** Of methods of REST APIs. An API key is no lock: a method requires it beside its authorization. */
const REST_LOCKS: Readonly<Record<RestAuthorization, Lock>> = {
  NONE: none,
  AWS_IAM: awsIam,
  CUSTOM: custom,
  COGNITO_USER_POOLS: cognitoUserPools,
};

/** Of routes of HTTP APIs. */
const HTTP_LOCKS: Readonly<Record<HttpAuthorization, Lock>> = {
  NONE: none,
  AWS_IAM: awsIam,
  CUSTOM: custom,
  JWT: jwt,
};

/** Every kind of authorization. */
export const LOCKS: Readonly<Record<Authorization, Lock>> = { ...REST_LOCKS, ...HTTP_LOCKS };

/** What methods of REST APIs may have. */
export const AUTHORIZATIONS = Object.keys(REST_LOCKS) as RestAuthorization[];

/** What routes of HTTP APIs may have. */
export const HTTP_AUTHORIZATIONS = Object.keys(HTTP_LOCKS) as HttpAuthorization[];

/** The kind of authorization that takes each type of authorizer. */
export const AUTHORIZATION_BY = {
  TOKEN: "CUSTOM",
  REQUEST: "CUSTOM",
  COGNITO_USER_POOLS: "COGNITO_USER_POOLS",
  JWT: "JWT",
} as const satisfies Readonly<Record<Authorizer["type"], Authorization>>;

/** Types of the authorizers that methods of a kind of authorization name; empty where they name none. */
export function authorizersOf(authorization: Authorization): readonly Authorizer["type"][] {
  const types = Object.keys(AUTHORIZATION_BY) as Authorizer["type"][];
  return types.filter((type) => AUTHORIZATION_BY[type] === authorization);
}
