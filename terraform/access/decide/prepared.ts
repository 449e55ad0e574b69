import type { Api, ApiKey, ApiModel, IamRole, IamUser } from "../../model";
import { accountIn, iamPrincipal, type Keys, type PolicySet, type Principal, policySet } from "../iam";
import { allApis } from "./all-apis";

/** Indexes over a model. They are built once, and do not depend on a request. */
export interface Prepared {
  /** By ARN. */
  readonly roles: ReadonlyMap<string, Signer>;
  readonly users: ReadonlyMap<string, Signer>;
  /** By id. */
  readonly apiKeys: ReadonlyMap<string, ApiKey>;
  /** Whether a usage plan of the key covers the stage. */
  covers(keyId: string, stage: { readonly apiId: string; readonly name: string }): boolean;
  /** Undefined where it is not known. */
  accountOf(api: Api): string | undefined;
}

/** A principal that signs requests, with the policies that decide about it. */
export interface Signer {
  readonly kind: "role" | "user";
  readonly arn: string;
  /** As policies name it. */
  readonly principal: Principal;
  readonly address: string;
  readonly account: string;
  /** The condition keys of its signature. */
  readonly keys: Keys;
  readonly policies: PolicySet;
  readonly boundary: PolicySet | undefined;
}

export function prepare(model: ApiModel): Prepared {
  const { apiKeys, roles, usagePlans, users = [] } = model;
  const accounts = new Map(allApis(model).map((api) => [api, accountIn(api.executionArn)]));
  const covered = new Set(
    usagePlans.flatMap(({ keyIds, stages }) =>
      keyIds.flatMap((key) => stages.map(({ apiId, stage }) => placeOf(key, apiId, stage))),
    ),
  );
  return {
    roles: new Map(roles.map((role) => [role.arn, signerOf(role, "role", model)])),
    users: new Map(users.map((user) => [user.arn, signerOf(user, "user", model)])),
    apiKeys: new Map(apiKeys.map((key) => [key.id, key])),
    covers: (keyId, { apiId, name }) => covered.has(placeOf(keyId, apiId, name)),
    accountOf: (api) => accounts.get(api) ?? accountIn(api.executionArn),
  };
}

function placeOf(keyId: string, apiId: string, stage: string): string {
  return JSON.stringify([keyId, apiId, stage]);
}

/** A principal whose ARN is not known is made in the account of the Terraform. */
function signerOf(
  principal: IamRole | IamUser,
  kind: "role" | "user",
  home: Pick<ApiModel, "accountId" | "isAccountTold">,
): Signer {
  const { address, arn, boundary, policies } = principal;
  const named = iamPrincipal(arn, home);
  const account = accountIn(arn) ?? home.accountId;
  return {
    kind,
    arn,
    principal: { ...named, ...(boundary && { bounded: true }) },
    address,
    account,
    keys: { ...principalKeys(principal, kind, account), ...(!named.unnamed && { "aws:PrincipalArn": arn }) },
    policies: policySet(policies),
    boundary: boundary && policySet([boundary]),
  };
}

/**
 * The condition keys of a signed request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function principalKeys(principal: IamRole | IamUser, kind: "role" | "user", account: string): Keys {
  return {
    "aws:PrincipalAccount": account,
    "aws:PrincipalType": kind === "role" ? "AssumedRole" : "User",
    ...(kind === "user" && { "aws:username": principal.name, "aws:userid": principal.uniqueId }),
  };
}
