import { TerraformError } from "../error";
import type { Value } from "../language/expression";
import { allTypes } from "../types";
import type { Fields } from "./fields";
import { functionsByName } from "./function-names";
import type { Resources } from "./resources";

/**
 * Checks what AWS keeps unique and Terraform does not check.
 *
 * @throws TerraformError `DUPLICATE`
 */
export function checkUnique(resources: Resources): void {
  for (const { name: type, unique: argumentNames } of allTypes) {
    if (!argumentNames) continue;
    const seen = new Map<string, string>();
    for (const fields of resources.ofType(type)) {
      const exact = keyOf(fields, argumentNames);
      if (exact === undefined) continue;
      // IAM names are not case-sensitive.
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

/** Undefined where the name is unknown, or whether the resource exists. */
function keyOf(fields: Fields, argumentNames: readonly string[]): string | undefined {
  if (fields.uncertain !== undefined) return undefined;
  const values = argumentNames.map((name) => nameIn(name, fields.raw(name)));
  if (values.some((value) => typeof value !== "string" || value === "")) return undefined;
  const arn = fields.raw("arn");
  // Names are unique in an account and, except for IAM, in a region.
  const place = typeof arn === "string" ? arn.split(":").slice(3, 5) : [];
  return JSON.stringify([...place, ...values]);
}

/** A function has several names: its own, its ARN and parts of that. */
function nameIn(argument: string, value: Value | undefined): Value | undefined {
  return argument === "function_name" && typeof value === "string" ? named(value).name : value;
}

const named = functionsByName([], { region: "", accountId: "" });
