import { assigned, block, ignored, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofFunction } from "../shared-links";
import { invokeArn } from "../stand-ins";

/** A name for a version of a function, with an ARN and permissions of its own. */
export const lambdaAlias = {
  name: "aws_lambda_alias",
  unique: ["function_name", "name"],
  attributes: {
    function_name: replacing(ofFunction),
    name: replacing(read),
    function_version: read,
    routing_config: block({ additional_version_weights: read }),
    description: ignored,
    arn: assigned({ ofFunction: "function_name", after: ":{name}" }),
    id: assigned("{arn}"),
    invoke_arn: assigned(invokeArn("arn")),
  },
} satisfies ResourceType;
