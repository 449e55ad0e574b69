import type { Notice } from "../../model";
import type { Value, ValueRecord } from "../expression";
import type { Positions } from "./position";
import type { Written } from "./written-files";

/** Stands for a region that is not configured in the Terraform, but for example by an environment variable. */
export const UNKNOWN_REGION = "(region)";

/**
 * Terraform with its references followed: what every source (synthesized JSON, later a plan, a state, HCL) is
 * turned into, and all that the model is read from. Resources are linked by their values alone, as AWS links
 * them: a method names its API by id.
 */
export interface Resolved {
  readonly region: string;
  readonly accountId: string;
  /** False where the account is a stand-in, because nothing in the Terraform tells it. */
  readonly isAccountTold?: boolean;
  /** False where the region is a stand-in. */
  readonly isRegionTold?: boolean;
  /** False where the ids of APIs are stand-ins, because nothing is read that was applied. */
  readonly areIdsTold?: boolean;
  /** What the configuration asks of the version of the AWS provider: `~> 6.25`. Absent where it says nothing. */
  readonly awsProvider?: string;
  readonly resources: readonly ResolvedResource[];
  /** Of a state or plan: the outputs of its root. */
  readonly outputs?: ValueRecord;
  /** Of a state or plan: what it has read of other states. */
  readonly remoteReads?: readonly RemoteRead[];
  /** What could not be followed, such as a module that is not available. */
  readonly notices?: readonly Notice[];
  /** The archives that it packs, evaluated when they are asked for; absent is none. Only a configuration tells. */
  readonly archives?: () => readonly ArchiveFile[];
  /** Where its blocks are, as far as it was read from HCL. */
  readonly positions?: Positions;
}

/** A zip that the provider `archive` packs when Terraform runs: a data source or a resource `archive_file`. */
export interface ArchiveFile {
  /** `api/data.archive_file.handler` */
  readonly address: string;
  /** Its arguments. Paths lead from the root, in which Terraform runs. */
  readonly values: ValueRecord;
}

export interface RemoteRead {
  /** `api/data.terraform_remote_state.identity` */
  readonly address: string;
  /** `the s3 state acme-states/identity/terraform.tfstate` */
  readonly place: string;
  readonly outputs: ValueRecord;
}

export interface ResolvedResource {
  /** `api/aws_api_gateway_method.get-pets`: the stack's name, then Terraform's own address. */
  readonly address: string;
  readonly stack: string;
  /** `aws_api_gateway_method`. Data sources have been followed, and are no resources. */
  readonly type: string;
  /** Arguments, and the attributes that AWS assigns, by Terraform's names. */
  readonly values: ValueRecord;
  /**
   * Attributes that the configuration does not write, by path: the provider computed them. Only a plan tells; without
   * it, any attribute may be written.
   */
  readonly unwritten?: ReadonlySet<string>;
  /** Why it is not known whether the resource is there, or how many of it. */
  readonly uncertain?: string;
  /** A digest of what its number depends on, where that is not known; only a configuration tells. */
  readonly instances?: string;
  /** Digests of the files that it names, by argument; only where a folder of HCL is read. */
  readonly contents?: () => Readonly<Record<string, string>>;
  /** What other resources write to the files that it names. */
  readonly written?: Written;
  /** A digest of the settings by which its provider signs in to an account; absent where there are none. */
  readonly account?: string;
  /** Tags that its provider gives all its resources; a plan and a state have them in `tags_all`. */
  readonly defaultTags?: Value;
  /** What its `lifecycle` says; only a configuration tells. */
  readonly lifecycle?: Lifecycle;
  /** A digest of the `import` block by which it adopts an object that is there; only a configuration tells. */
  readonly imported?: string;
}

export interface Lifecycle {
  /** Arguments that Terraform does not bring in line with the text once the resource is there; `all` for every one. */
  readonly ignored: readonly string[];
  /** Whether changes of other resources replace it (`replace_triggered_by`). */
  readonly replaced: boolean;
}
