import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import { LambdaFunction, type LambdaFunctionProps } from "../lambda-function";
import type { PolicyStatement } from "../policy";
import { Table } from "../table";
import type { UsagePlan } from "../usage-plan";

export interface ApiKeyServiceProps extends Pick<LambdaFunctionProps, "key" | "tracing" | "logRetention"> {
  /** Name of the function and of its table. */
  readonly name: string;
  /** Folder of the function; it answers routes behind the lock `cognito`, `roles: "signed-in"`. */
  readonly folder: string;
  /** The plan that every key made here is in: what the administrator allows. */
  readonly plan: Pick<UsagePlan, "id">;
  /** Keys that one user may have, 1 to 10. @default 3 */
  readonly keysPerUser?: number;
}

/** The tag by which keys made here are told from all others of the account. */
const TAG = "gatehouse-self-service";

/**
 * The function by which signed-in users make, list, rotate and revoke their own API keys, and see their usage.
 *
 * Whose key is whose stands in a table under the caller's `sub`, so that a handler can only reach the caller's
 * own. The function's role reaches keys with this service's tag and no others, and puts them in one plan only;
 * it can neither read nor change any other part of API Gateway.
 */
export class ApiKeyService extends Construct {
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, props: ApiKeyServiceProps) {
    super(scope, id);
    const { folder, plan, name, keysPerUser = 3, ...rest } = props;
    const owners = new Table(this, "owners", {
      name: `${name}-owners`,
      key: "sub",
      ...(rest.key && { encryptionKey: rest.key }),
    });
    this.handler = new LambdaFunction(this, "function", {
      ...rest,
      name,
      folder,
      environment: {
        OWNERS_TABLE: owners.name,
        USAGE_PLAN: plan.id,
        KEYS_PER_USER: String(keysPerUser),
        KEY_TAG: TAG,
      },
      statements: [
        ...owners.allow("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        ...this.statements(plan.id),
      ],
    });
  }

  private statements(plan: string): PolicyStatement[] {
    const { partition } = new DataAwsPartition(this, "partition");
    const { region } = new DataAwsRegion(this, "region");
    const at = (path: string) => `arn:${partition}:apigateway:${region}::${path}`;
    const tagged = (where: "Request" | "Resource") => ({
      StringEquals: { [`aws:${where}Tag/${TAG}`]: plan },
    });
    return [
      // A key is made with the tag or not at all; tagging is a call of its own to IAM.
      { Effect: "Allow", Action: "apigateway:POST", Resource: at("/apikeys"), Condition: tagged("Request") },
      { Effect: "Allow", Action: "apigateway:PUT", Resource: at("/tags/*"), Condition: tagged("Request") },
      {
        Effect: "Allow",
        Action: ["apigateway:GET", "apigateway:PATCH", "apigateway:DELETE"],
        Resource: at("/apikeys/*"),
        Condition: tagged("Resource"),
      },
      { Effect: "Allow", Action: "apigateway:POST", Resource: at(`/usageplans/${plan}/keys`) },
      { Effect: "Allow", Action: "apigateway:GET", Resource: at(`/usageplans/${plan}/usage`) },
    ];
  }
}
