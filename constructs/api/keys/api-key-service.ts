import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import * as v from "valibot";
import { type Protection, protectionSchema } from "../../arguments/lifecycle";
import type { PolicyStatement } from "../../arguments/policy";
import { checkProps, refWith } from "../../declaration";
import { DeclarationError } from "../../declaration/errors";
import {
  LambdaFunction,
  type LambdaFunctionProps,
  lambdaFunctionEntries,
} from "../../functions/lambda-function";
import { ownFunction } from "../../functions/own-function";
import { Table } from "../../state/table";
import type { StagedFunction } from "../stage/live-stage-props";
import type { UsagePlan } from "./usage-plan";

export interface ApiKeyServiceProps
  extends Pick<LambdaFunctionProps, "cors" | "key" | "tracing" | "logRetention"> {
  /** Name of the function and of its table. */
  readonly name: string;
  /** Folder of the function; it answers routes behind the lock `cognito`, `roles: "signed-in"`. @default this package's own */
  readonly folder?: string;
  /** The usage plan of every key that is created here, which has the administrator's limits. It may cover the service's own stage. */
  readonly plan: Pick<UsagePlan, "id">;
  /** Keys that one user may have, 1 to 10. @default 3 */
  readonly keysPerUser?: number;
  /** Keys that one user may create in a day, rotations included, since each starts with the plan's whole quota. @default 10 */
  readonly keysPerDay?: number;
  /** Whether Terraform and DynamoDB refuse to delete the table of the keys' owners. @default "on" */
  readonly protection?: Protection;
}

/** The tag of keys that are created here, which distinguishes them from other keys of the account. */
const TAG = "gatehouse-self-service";
/** All keys of a user are in one item of the table, which is read and written as a whole. */
const MOST_KEYS = 10;

/**
 * The function by which signed-in users create, list, rotate and revoke their own API keys, and see their usage.
 *
 * A table has the keys of each user under the user's `sub`, so that the handler reaches only those of the caller. The
 * function's role may create and delete keys with this service's tag only, and add them to one plan only. It can neither
 * read the value of a key nor read or change any other part of API Gateway.
 */
export class ApiKeyService extends Construct {
  /** The function, for `functions` of `LiveStage` under the `handler` of the routes. */
  readonly handler: StagedFunction;
  private readonly partition = new DataAwsPartition(this, "partition").partition;
  private readonly region = new DataAwsRegion(this, "region").region;

  /** @throws DeclarationError `KEY_LIMIT_INVALID`, and those of LambdaFunction */
  constructor(scope: Construct, id: string, props: ApiKeyServiceProps) {
    super(scope, id);
    const { name: text, folder: path, cors, key, tracing, logRetention } = lambdaFunctionEntries;
    checkProps(this, props, {
      ...{ name: text, folder: v.exactOptional(path), cors, key, tracing, logRetention },
      plan: refWith("id"),
      keysPerUser: v.exactOptional(v.number()),
      keysPerDay: v.exactOptional(v.number()),
      protection: protectionSchema,
    });
    const { folder = ownFunction("api-keys"), plan, name, keysPerUser = 3, ...others } = props;
    const { keysPerDay = 10, protection = "on", ...rest } = others;
    check("keysPerUser", keysPerUser, MOST_KEYS);
    check("keysPerDay", keysPerDay, 1_000);
    const owners = new Table(this, "owners", {
      name: `${name}-owners`,
      key: "sub",
      protection,
      ...(rest.key && { encryptionKey: rest.key }),
    });
    const lambda = new LambdaFunction(this, "function", {
      ...rest,
      name,
      folder,
      environment: {
        OWNERS_TABLE: owners.name,
        USAGE_PLAN: plan.id,
        KEYS_PER_USER: String(keysPerUser),
        KEYS_PER_DAY: String(keysPerDay),
        KEY_TAG: TAG,
      },
      statements: [...owners.allow("dynamodb:GetItem", "dynamodb:PutItem"), ...this.statements(plan.id)],
    });
    // The function refers to the plan, and the plan to the stage, so the stage cannot depend on the function.
    this.handler = { functionName: lambda.functionName, awaited: false };
  }

  private statements(plan: string): PolicyStatement[] {
    const at = (path: string) => `arn:${this.partition}:apigateway:${this.region}::${path}`;
    const tagged = (where: "Request" | "Resource") => ({
      StringEquals: { [`aws:${where}Tag/${TAG}`]: plan },
    });
    return [
      // A key can be created with the tag only. To IAM, tagging is a separate action on the escaped ARN.
      { Effect: "Allow", Action: "apigateway:POST", Resource: at("/apikeys"), Condition: tagged("Request") },
      {
        Effect: "Allow",
        Action: "apigateway:PUT",
        Resource: at("/tags/arn*apikeys*"),
        Condition: tagged("Request"),
      },
      {
        Effect: "Allow",
        Action: "apigateway:DELETE",
        Resource: at("/apikeys/*"),
        Condition: tagged("Resource"),
      },
      { Effect: "Allow", Action: "apigateway:POST", Resource: at(`/usageplans/${plan}/keys`) },
      { Effect: "Allow", Action: "apigateway:GET", Resource: at(`/usageplans/${plan}/usage`) },
    ];
  }
}

/** @throws DeclarationError */
function check(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new DeclarationError(
    "KEY_LIMIT_INVALID",
    `${name} is ${value}; expected a whole number from 1 to ${most}.`,
  );
}
