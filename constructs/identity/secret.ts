import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import * as v from "valibot";
import { anyText, fields, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";

/** The source of a secret at apply. The Terraform text does not have the secret; Terraform's state does. */
export type SecretSource =
  /** A Terraform variable, marked sensitive: `TF_VAR_…` or `-var`. */
  | { readonly variable: string }
  /** Name or ARN of a secret in Secrets Manager. */
  | { readonly secret: string };

const SOURCES = ["variable", "secret"];

export const secretSchema = v.lazy((value) =>
  typeof value === "object" && value !== null && "secret" in value
    ? fields({ secret: someText }, SOURCES)
    : fields({ variable: anyText }, SOURCES),
);

/** @throws DeclarationError `SECRET_NAME_INVALID` */
export function secretValue(scope: Construct, id: string, source: SecretSource): string {
  if ("secret" in source) {
    return new DataAwsSecretsmanagerSecretVersion(scope, id, { secretId: source.secret }).secretString;
  }
  if (!/^[a-z][a-z0-9_]*$/.test(source.variable)) {
    throw new DeclarationError(
      "SECRET_NAME_INVALID",
      `"${source.variable}" cannot name a Terraform variable: use small letters, digits and _, a letter first.`,
    );
  }
  const variable = new TerraformVariable(scope, id, { type: "string", sensitive: true, nullable: false });
  variable.overrideLogicalId(source.variable);
  return variable.stringValue;
}
