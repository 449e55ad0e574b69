import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import { literals } from "../constructs/arguments/literal";
import { DeclarationError } from "../constructs/declaration/errors";
import { holdToLimits } from "../constructs/limits/hold-to-limits";
import { raiseLimits } from "../constructs/limits/limits";
import { keepStateInS3 } from "../constructs/state/s3-state";
import type { Environment } from "./environments";

/** The first part of the name of every resource. */
export const PROJECT = "petstore";

/** What all stacks of this project have in common: provider, tags, state and readable addresses. */
export abstract class ProjectStack extends TerraformStack {
  protected readonly environment: Environment;
  /** `petstore-dev` */
  protected readonly prefix: string;
  private readonly addresses = new Map<string, string>();

  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, environment.name === "dev" ? id : `${id}-${environment.name}`);
    this.environment = environment;
    this.prefix = `${PROJECT}-${environment.name}`;
    new AwsProvider(this, "aws", {
      region: environment.region,
      defaultTags: [
        {
          tags: {
            ...literals(environment.tags ?? {}),
            project: PROJECT,
            environment: environment.name,
            "managed-by": "terraform",
          },
        },
      ],
    });
    this.keepState(environment.state);
    raiseLimits(this, environment.raisedLimits ?? {});
    holdToLimits(this);
  }

  /** Name of the function behind a handler of the declaration, or of another function of the project. */
  protected functionName(name: string): string {
    return `${this.prefix}-${name}`;
  }

  private keepState(state: Environment["state"]): void {
    if (state !== "local") {
      keepStateInS3(this, { ...state, region: this.environment.region, prefix: this.prefix });
      return;
    }
    // Relative to the folder that Terraform runs in: an absolute path would differ between machines.
    new LocalBackend(this, { path: `../../../terraform.${this.node.id}.tfstate` });
  }

  /**
   * Keeps the KMS key of an earlier deployment in AWS when a protected environment changes to AWS's own keys: Terraform
   * forgets the key and does not delete it, since old logs are encrypted with it.
   *
   * @param address `aws_kms_key.key_key`
   */
  protected leaveFormerKey(address: string): void {
    const { encryption, protection } = this.environment;
    if (encryption === "own-key" || protection === "off") return;
    this.addOverride("removed", [{ from: address, lifecycle: { destroy: false } }]);
  }

  /**
   * Makes addresses of the constructs' paths, such as `api_GET_pets_method`, without the hash that cdktf adds.
   *
   * @throws DeclarationError `ADDRESS_TAKEN`
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : (element as Node);
    const components = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const address = components.join("_").replace(/[^A-Za-z0-9_-]/g, "_");
    const other = this.addresses.get(address);
    if (other !== undefined && other !== node.path) {
      throw new DeclarationError(
        "ADDRESS_TAKEN",
        `${other} and ${node.path} would both have the Terraform address ${address}; rename one of them.`,
      );
    }
    this.addresses.set(address, node.path);
    return address;
  }
}
