import { TerraformError } from "../error";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/**
 * What AWS keeps unique, and Terraform does not look at: the second of two is refused when it is applied, or takes
 * the place of the first. IAM does not tell upper from lower case.
 */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_api_key: ["value"],
  aws_api_gateway_authorizer: ["rest_api_id", "name"],
  aws_cognito_resource_server: ["user_pool_id", "identifier"],
  aws_cognito_user_group: ["user_pool_id", "name"],
  aws_dynamodb_table: ["name"],
  aws_iam_group: ["name"],
  aws_iam_group_policy: ["group", "name"],
  aws_iam_policy: ["name"],
  aws_iam_role: ["name"],
  aws_iam_role_policy: ["role", "name"],
  aws_iam_user: ["name"],
  aws_iam_user_policy: ["user", "name"],
  aws_lambda_function: ["function_name"],
};

/** @throws TerraformError `DUPLICATE` */
export function checkUnique(resources: Resources): void {
  for (const [type, argumentNames] of Object.entries(UNIQUE)) {
    const seen = new Map<string, string>();
    for (const fields of resources.ofType(type)) {
      const exact = keyOf(fields, argumentNames);
      if (exact === undefined) continue;
      const key = type.startsWith("aws_iam_") ? exact.toLowerCase() : exact;
      const other = seen.get(key);
      if (other !== undefined)
        throw new TerraformError(
          "DUPLICATE",
          `its ${argumentNames.join(" and ")} ${argumentNames.length > 1 ? "are" : "is"} also that of ${other}`,
          fields.address,
        );
      seen.set(key, fields.address);
    }
  }
}

/** Undefined where it is not sure what the resource is named, or that it is there at all. */
function keyOf(fields: Fields, argumentNames: readonly string[]): string | undefined {
  if (fields.uncertain !== undefined) return undefined;
  const values = argumentNames.map((name) => fields.raw(name));
  if (values.some((value) => typeof value !== "string" || value === "")) return undefined;
  const arn = fields.raw("arn");
  // Names are unique in an account, and but for IAM's in a region of it.
  const place = typeof arn === "string" ? arn.split(":").slice(3, 5) : [];
  return JSON.stringify([...place, ...values]);
}
