import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import { literals } from "../constructs/arguments/literal";
import { DeclarationError } from "../constructs/declaration/errors";
import { holdToLimits } from "../constructs/limits/hold-to-limits";
import { raiseLimits } from "../constructs/limits/limits";
import { keepStateInS3 } from "../constructs/state/s3-state";
import type { Environment } from "./environments";

/** First part of every name in the cloud. */
export const PROJECT = "petstore";

/** What all stacks of this project share: the provider, the tags, the state, readable addresses. */
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

  /** Name of the function that answers for a handler of the declaration, or of another of this project's. */
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
   * Where keys are AWS's own and data is protected, a key of an earlier deployment leaves Terraform and stays in AWS: what
   * it encrypted, old logs among it, is lost with it. Nothing happens where there was none.
   *
   * @param address `aws_kms_key.key_key`
   */
  protected leaveFormerKey(address: string): void {
    const { encryption, protection } = this.environment;
    if (encryption === "own-key" || protection === "off") return;
    this.addOverride("removed", [{ from: address, lifecycle: { destroy: false } }]);
  }

  /**
   * Addresses that read like the constructs' path, `api_GET_pets_method`, instead of ending in a hash.
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
