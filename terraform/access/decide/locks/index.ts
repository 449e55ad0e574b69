import type { Authorization, Authorizer } from "../../../model";
import { awsIam } from "./aws-iam";
import { cognitoUserPools } from "./cognito-user-pools";
import { custom } from "./custom";
import type { Lock } from "./lock";
import { none } from "./none";

/** Every kind of authorization. An API key is no lock: a method requires it beside its authorization. */
export const LOCKS: Readonly<Record<Authorization, Lock>> = {
  NONE: none,
  AWS_IAM: awsIam,
  CUSTOM: custom,
  COGNITO_USER_POOLS: cognitoUserPools,
};

export const AUTHORIZATIONS = Object.keys(LOCKS) as Authorization[];

/** The kind of authorization that takes each type of authorizer. */
export const AUTHORIZATION_BY: Readonly<Record<Authorizer["type"], Authorization>> = {
  TOKEN: "CUSTOM",
  REQUEST: "CUSTOM",
  COGNITO_USER_POOLS: "COGNITO_USER_POOLS",
};

/** Types of the authorizers that methods of a kind of authorization name; empty where they name none. */
export function authorizersOf(authorization: Authorization): readonly Authorizer["type"][] {
  const types = Object.keys(AUTHORIZATION_BY) as Authorizer["type"][];
  return types.filter((type) => AUTHORIZATION_BY[type] === authorization);
}
