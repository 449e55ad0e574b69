import { TerraformError } from "../../error";
import type { UserAttribute, UserPoolSettings } from "../../model";
import type { Fields } from "../fields";

const text = (name: string, of: Partial<UserAttribute> = {}): UserAttribute => ({
  name,
  type: "String",
  developerOnly: false,
  mutable: true,
  required: false,
  least: 0,
  most: 2_048,
  ...of,
});
const flag = (name: string): UserAttribute => ({
  name,
  type: "Boolean",
  developerOnly: false,
  mutable: true,
  required: false,
});

/**
 * The attributes that every pool has.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export const STANDARD_ATTRIBUTES: readonly UserAttribute[] = [
  text("sub", { mutable: false, required: true, least: 1 }),
  text("name"),
  text("given_name"),
  text("family_name"),
  text("middle_name"),
  text("nickname"),
  text("preferred_username"),
  text("profile"),
  text("picture"),
  text("website"),
  text("email"),
  flag("email_verified"),
  text("gender"),
  text("birthdate", { least: 10, most: 10 }),
  text("zoneinfo"),
  text("locale"),
  text("phone_number"),
  flag("phone_number_verified"),
  text("address"),
  {
    name: "updated_at",
    type: "Number",
    developerOnly: false,
    mutable: true,
    required: false,
    least: 0,
  },
];

const STANDARD = new Map(STANDARD_ATTRIBUTES.map((attribute) => [attribute.name, attribute]));
const TYPES = ["String", "Number", "Boolean", "DateTime"] as const;

/**
 * The attributes of a pool: the standard ones as the Terraform changes them, and its own.
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED` for an own attribute that is required, which Cognito refuses
 */
export function readAttributes(pool: Fields): UserPoolSettings["attributes"] {
  const own = pool.blocks("schema").map((block) => [block.text("name"), block] as const);
  const changed = own.map(([name, block]) => attribute(STANDARD.get(name), name, block));
  return new Map([...STANDARD_ATTRIBUTES, ...changed].map((one) => [one.name, one]));
}

/** Arguments that a block does not write are false for Terraform, also `mutable`, which is true for AWS. */
function attribute(standard: UserAttribute | undefined, name: string, block: Fields): UserAttribute {
  const developerOnly = block.flag("developer_only_attribute", false);
  const type = block.oneOf("attribute_data_type", TYPES, standard?.type ?? "String");
  const required = block.flag("required", false);
  if (!standard && required)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `the schema requires the attribute ${name}: only standard attributes can be required`,
      block.address,
      "schema",
    );
  return {
    name: standard ? name : developerOnly ? `dev:custom:${bare(name)}` : `custom:${bare(name)}`,
    type,
    developerOnly,
    mutable: block.flag("mutable", false),
    required,
    ...limits(type, standard, block),
  };
}

/** A state may have the name with the prefix that AWS gives it. */
function bare(name: string): string {
  return name.replace(/^(dev:)?(custom:)?/, "");
}

function limits(
  type: UserAttribute["type"],
  standard: UserAttribute | undefined,
  block: Fields,
): Pick<UserAttribute, "least" | "most"> {
  const isText = type === "String";
  const [found] = block.blocks(isText ? "string_attribute_constraints" : "number_attribute_constraints");
  const [leastName, mostName] = isText ? ["min_length", "max_length"] : ["min_value", "max_value"];
  const least = found?.optionalNumber(leastName) ?? standard?.least;
  const most = found?.optionalNumber(mostName) ?? standard?.most ?? (isText ? 2_048 : undefined);
  return { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
}
