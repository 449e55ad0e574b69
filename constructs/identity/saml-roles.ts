import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamSamlProvider } from "@cdktf/provider-aws/lib/iam-saml-provider";
import { Construct } from "constructs";
import type { Roles } from "../../access/model";
import { literal } from "../arguments/literal";
import { policyDocument } from "../arguments/policy";
import { anyText, checkProps, checkRoles, opaque, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import { holdToLimits } from "../limits/hold-to-limits";

export interface SamlRolesProps {
  /** Name of the provider, and prefix of the roles' names. */
  readonly name: string;
  /** The identity provider's metadata document, as XML text or a token that stands for one. */
  readonly metadata: string;
  /** The roles. Each can be assumed by AssumeRoleWithSAML where the assertion names it. */
  readonly roles: Roles;
}

/**
 * IAM roles for the users of a company's directory, without a user pool. The assertion's attribute
 * `https://aws.amazon.com/SAML/Attributes/Role` names `roleArn,providerArn`. Give `roleNames` to RolePolicies.
 */
export class SamlRoles extends Construct {
  /** ARN of the SAML provider, which assertions name beside the role. */
  readonly providerArn: string;
  /** The name of each role's IAM role, by the role's name. */
  readonly roleNames: Readonly<Record<string, string>>;

  /** @throws DeclarationError `SAML_METADATA_INVALID` */
  constructor(scope: Construct, id: string, props: SamlRolesProps) {
    super(scope, id);
    holdToLimits(this);
    checkProps(this, props, { name: someText, metadata: anyText, roles: opaque });
    checkRoles(props.roles);
    if (!/EntityDescriptor|\$\{/.test(props.metadata)) {
      throw new DeclarationError(
        "SAML_METADATA_INVALID",
        `The metadata of the SAML provider "${props.name}" has no EntityDescriptor; expected the provider's XML document.`,
      );
    }
    checkMetadataLength(props);
    const provider = new IamSamlProvider(this, "provider", {
      name: props.name,
      samlMetadataDocument: literal(props.metadata),
    });
    const roles = Object.entries(props.roles).map(([name, role]) => {
      const made = new IamRole(this, name === "provider" ? `role.${name}` : name, {
        name: `${props.name}-saml-${name}`,
        description: literal(role.description),
        maxSessionDuration: 3600,
        // Another stack may attach the policy with the methods that it may invoke.
        forceDetachPolicies: true,
        assumeRolePolicy: policyDocument({
          Effect: "Allow",
          Principal: { Federated: provider.arn },
          Action: "sts:AssumeRoleWithSAML",
          // The assertion's Recipient: an assertion for another service is refused.
          Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        }),
      });
      return [name, made.name] as const;
    });
    this.providerArn = provider.arn;
    this.roleNames = Object.fromEntries(roles);
  }
}

/** IAM requires at least this length, and the provider checks it. */
function checkMetadataLength({ metadata, name }: SamlRolesProps): void {
  if (metadata.includes("${") || (metadata.length >= 1_000 && metadata.length <= 10_000_000)) return;
  throw new DeclarationError(
    "SAML_METADATA_INVALID",
    `The metadata of the SAML provider "${name}" has ${metadata.length} characters; expected the whole document, of 1,000 to 10,000,000.`,
  );
}
