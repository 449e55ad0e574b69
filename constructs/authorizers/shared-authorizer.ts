/**
 * One Lambda authorizer for the APIs of several accounts. The account of the function decides which APIs may invoke it
 * (`AuthorizerSharing`); an API of another account names the function (`SharedAuthorizer`).
 */
import { createHash } from "node:crypto";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import * as v from "valibot";
import { policyDocument, serviceTrust } from "../arguments/policy";
import { anyText, checkProps, fields, mapOf, refWith, someText, text } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { LambdaFunction } from "../functions/lambda-function";
import type { NamedFunction } from "../functions/named-function";
import { checkRoleTable } from "./role-table-file";

/** A function of another account, as a prop of an API. */
export interface SharedAuthorizer {
  /** ARN of the function in the other account, and in the API's region. */
  readonly functionArn: string;
  /**
   * `api`: the function's policy names this API. `role`: it names the organization, and API Gateway invokes it with a role of
   * this account, which `LiveStage` or `HttpApi` creates under this name.
   */
  readonly through: "api" | { readonly role: string };
}

export interface AuthorizerSharingProps {
  /** The authorizer's function, in this account. */
  readonly handler: LambdaFunction;
  /** APIs by name, each with its region, account and id; or every account of an organization. */
  readonly with:
    | {
        readonly apis: Readonly<
          Record<string, { readonly region: string; readonly accountId: string; readonly apiId: string }>
        >;
      }
    | { readonly organization: string };
}

const region = text(/^[a-z]{2,}(-[a-z]+)+-\d+$|\$\{/, "a region such as eu-central-1");

const sharedWith = v.lazy((value) =>
  typeof value === "object" && value !== null && "organization" in value
    ? fields({ organization: someText }, ["apis", "organization"])
    : fields({ apis: mapOf(fields({ region, accountId: anyText, apiId: anyText })) }, [
        "apis",
        "organization",
      ]),
);

/**
 * The function's side: named APIs of either kind may invoke it, or roles of the organization. There is no way to allow every
 * account.
 */
export class AuthorizerSharing extends Construct {
  /** @throws DeclarationError `SHARING_INVALID`, `ROLE_TABLE_MISSING` */
  constructor(scope: Construct, id: string, props: AuthorizerSharingProps) {
    super(scope, id);
    checkProps(this, props, { handler: refWith("functionName"), with: sharedWith });
    checkRoleTable("other accounts' APIs", props.handler);
    const common = { action: "lambda:InvokeFunction", functionName: props.handler.functionName };
    if ("organization" in props.with) {
      checkOrganization(props.with.organization);
      new LambdaPermission(this, "organization", {
        ...common,
        statementId: "Organization",
        // A role of the other account invokes the function, since API Gateway itself belongs to no organization.
        principal: "*",
        principalOrgId: props.with.organization,
      });
      return;
    }
    for (const [name, api] of Object.entries(props.with.apis)) {
      if (!/^\d{12}$/.test(api.accountId) || !/^[a-z0-9]+$/.test(api.apiId)) {
        throw new DeclarationError(
          "SHARING_INVALID",
          `The authorizer is shared with "${name}", account "${api.accountId}", API "${api.apiId}"; expected twelve digits and an API's id.`,
        );
      }
      new LambdaPermission(this, name, {
        ...common,
        statementId: statementId(name),
        principal: "apigateway.amazonaws.com",
        sourceArn: `arn:aws:execute-api:${api.region}:${api.accountId}:${api.apiId}/authorizers/*`,
      });
    }
  }
}

export function isSharedAuthorizer(handler: NamedFunction | SharedAuthorizer): handler is SharedAuthorizer {
  return "functionArn" in handler;
}

/** @throws DeclarationError `SHARING_INVALID` */
export function checkSharedAuthorizer({ functionArn }: SharedAuthorizer): void {
  if (/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w-]+)?$/.test(functionArn)) return;
  if (functionArn.includes("${")) return;
  throw new DeclarationError(
    "SHARING_INVALID",
    `The shared authorizer is "${functionArn}"; expected the ARN of a Lambda function.`,
  );
}

/** The role by which API Gateway invokes one function of another account. It allows nothing else. */
export class AuthorizerRole extends Construct {
  readonly arn: string;
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: { readonly name: string; readonly functionArn: string }) {
    super(scope, id);
    checkProps(this, props, { name: someText, functionArn: someText });
    const role = new IamRole(this, "role", {
      name: props.name,
      assumeRolePolicy: serviceTrust("apigateway.amazonaws.com"),
    });
    this.arn = role.arn;
    this.policy = new IamRolePolicy(this, "policy", {
      name: "invoke-authorizer",
      role: role.name,
      policy: policyDocument({
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Resource: props.functionArn,
      }),
      // A stage uses the role until it serves a deployment that does not, and an authorizer until it is changed.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

function checkOrganization(organization: string): void {
  if (/^(o-[a-z0-9]{10,32}|.*\$\{.*)$/.test(organization)) return;
  throw new DeclarationError(
    "SHARING_INVALID",
    `The authorizer is shared with the organization "${organization}"; expected o- and ten letters or digits.`,
  );
}

/** Names that differ in punctuation only get different hashes, since statement ids are unique in a function's policy. */
function statementId(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9]/g, "");
  if (plain === name) return `Api${name}`;
  return `Api${plain}-${createHash("sha256").update(name).digest("hex").slice(0, 6)}`;
}
