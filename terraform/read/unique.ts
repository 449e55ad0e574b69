import { TerraformError } from "../error";
import { allTypes } from "../types";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** @throws TerraformError `DUPLICATE` */
export function checkUnique(resources: Resources): void {
  for (const { name: type, unique: argumentNames } of allTypes) {
    if (!argumentNames) continue;
    const seen = new Map<string, string>();
    for (const fields of resources.ofType(type)) {
      const exact = keyOf(fields, argumentNames);
      if (exact === undefined) continue;
      // IAM does not tell upper from lower case.
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
