import type { CognitoUserPoolSchema } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { FIXED_LIMITS } from "../../contract/aws-limits";
import { DeclarationError } from "../declaration/errors";

/** A custom attribute of users: `tenant` is `custom:tenant` in tokens. */
export interface CustomAttribute {
  /** Without `custom:` before it. */
  readonly name: string;
  /** Type of its values. */
  readonly type: "String" | "Number" | "DateTime" | "Boolean";
  /** Whether it may change after sign-up. */
  readonly mutable: boolean;
  /** Least length of a string, 0 to 2048, or least number. @default all that Cognito allows */
  readonly min?: number;
  /** Greatest length of a string, 0 to 2048, or greatest number. @default all that Cognito allows */
  readonly max?: number;
}

/**
 * The pool's schema. Cognito can add attributes, and can neither change nor remove one. Terraform plans both without an
 * error and fails at this and every later apply. So deployed attributes are listed, and a declaration that lacks or changes
 * one of them is refused here.
 *
 * @param deployed the attributes of the last deployment; new ones are added here once they are deployed
 * @throws DeclarationError `ATTRIBUTE_NAME_INVALID`, `ATTRIBUTE_TAKEN`, `ATTRIBUTES_TOO_MANY`, `ATTRIBUTE_REMOVED`, `ATTRIBUTE_CHANGED`
 */
export function schemaOf(
  declared: readonly CustomAttribute[],
  deployed: readonly CustomAttribute[],
): CognitoUserPoolSchema[] {
  checkNames(declared);
  for (const before of deployed) {
    const now = declared.find((attribute) => attribute.name === before.name);
    if (!now) {
      throw new DeclarationError(
        "ATTRIBUTE_REMOVED",
        `The custom attribute "${before.name}" is deployed and no longer declared; Cognito cannot remove one. Declare it again, and leave it unused.`,
      );
    }
    const changed = (["type", "mutable", "min", "max"] as const).find(
      (field) => now[field] !== before[field],
    );
    if (changed) {
      throw new DeclarationError(
        "ATTRIBUTE_CHANGED",
        `The custom attribute "${before.name}" is deployed with ${changed} ${before[changed]} and declared with ${now[changed]}; Cognito cannot change one. Add another attribute.`,
      );
    }
  }
  return declared.map(schema);
}

function checkNames(declared: readonly CustomAttribute[]): void {
  const { most } = FIXED_LIMITS.customAttributesPerUserPool;
  if (declared.length > most) {
    throw new DeclarationError(
      "ATTRIBUTES_TOO_MANY",
      `${declared.length} custom attributes are declared; Cognito accepts ${most}.`,
    );
  }
  const seen = new Set<string>();
  for (const { name } of declared) {
    if (!/^[A-Za-z0-9_-]{1,20}$/.test(name)) {
      throw new DeclarationError(
        "ATTRIBUTE_NAME_INVALID",
        `"${name}" cannot name a custom attribute: use up to 20 letters, digits, _ and -, without "custom:".`,
      );
    }
    if (seen.has(name))
      throw new DeclarationError("ATTRIBUTE_TAKEN", `Two custom attributes are named "${name}".`);
    seen.add(name);
  }
}

function schema({ name, type, mutable, min, max }: CustomAttribute): CognitoUserPoolSchema {
  return {
    name,
    attributeDataType: type,
    mutable,
    required: false,
    developerOnlyAttribute: false,
    // Without these blocks, every plan would show a difference from what Cognito reports.
    ...(type === "String" && {
      stringAttributeConstraints: { minLength: String(min ?? 0), maxLength: String(max ?? 2048) },
    }),
    ...(type === "Number" && {
      numberAttributeConstraints: {
        ...(min !== undefined && { minValue: String(min) }),
        ...(max !== undefined && { maxValue: String(max) }),
      },
    }),
  };
}
