import type { Value } from "../expression";
import type { Position, Positions } from "./position";

/** One stack as synthesized: the folder's name, and its cdk.tf.json parsed. */
export interface StackSource {
  readonly name: string;
  readonly document: unknown;
  /** The modules that it calls by relative path; their `root` is the stack's folder. */
  readonly modules?: ModuleFiles;
}

/** The files of a configuration, by their paths from one place, which is not further up than any of them. */
export interface ModuleFiles {
  readonly files: readonly ConfigurationFile[];
  /** The folder that Terraform runs in. Default: the one of the files that is not below another. */
  readonly root?: string;
  /** The modules that `terraform init` fetched, by the names of the calls that lead to them: `edge.inner`. */
  readonly fetched?: Readonly<Record<string, FetchedModule>>;
}

/** A module as `terraform init` fetched it. */
export interface FetchedModule {
  readonly folder: string;
  /** As Terraform writes it: `registry.terraform.io/acme/api/aws`. */
  readonly source?: string;
  /** Of a module of a registry: `1.2.3`. */
  readonly version?: string;
}

/** A file of a configuration. */
export type ConfigurationFile =
  /** Its path, and what it is as JSON (`@cdktf/hcl2json`, or a .tf.json as it stands). */
  | {
      readonly path: string;
      readonly json: unknown;
      /** Of HCL: where its blocks are, as blockPositions() gives it. */
      readonly positions?: Positions;
    }
  /** One that does not parse, or cannot be read, and why; with digests of its bytes and of all that it may read, where they are known. */
  | {
      readonly path: string;
      readonly unreadable: string;
      readonly digest?: string;
      readonly reach?: string;
      readonly position?: Position;
    };

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A resource or data source as configured. */
export interface Block {
  readonly mode: "resource" | "data" | "ephemeral";
  readonly type: string;
  /** `api/aws_iam_role.admin`, `api/data.aws_region.here` */
  readonly address: string;
  readonly body: JsonObject;
  /** Of for_each and count: which one it is. */
  readonly instance?: Instance;
  /** Why it is not known what it is, such as a second declaration of its address. */
  readonly contested?: string;
}

/** One instance of a block with for_each or count. */
export interface Instance {
  /** `each.key`, or `count.index`. */
  readonly key: Value;
  /** `each.value`. */
  readonly value: Value;
  /** Why it is not known whether there is such an instance, or how many. */
  readonly uncertain?: string;
}

export interface Stack {
  readonly name: string;
  /** What addresses begin with: `api/`, `module.role["clerk"].`, or nothing. */
  readonly prefix: string;
  /** Calls of modules by name. */
  readonly modules: ReadonlyMap<string, JsonObject>;
  /** Of a module: where it is called, and as which instance. */
  readonly call?: Call;
  /** Of a root: what its variables are given. */
  readonly given?: Given;
  /** Variables, locals, outputs and calls that are declared twice, by their addresses: `var.name`. */
  readonly contested: ReadonlySet<string>;
  /** By Terraform's own address, without the stack's name. */
  readonly blocks: ReadonlyMap<string, Block>;
  /** What makes no resource and may run something all the same: ephemeral resources, data sources of checks, removals. */
  readonly besides: readonly Block[];
  readonly variables: JsonObject;
  readonly locals: JsonObject;
  readonly outputs: JsonObject;
  /** `{"local": {"path": …}}` */
  readonly backend: JsonObject;
  /** By their names here: `{"aws": {"source": "hashicorp/aws", …}}` */
  readonly requiredProviders: JsonObject;
  /** Blocks that take something out of the state, `{"from": …, "lifecycle": …}`. */
  readonly removed: readonly JsonObject[];
  /** Blocks by which a resource adopts an object that is there, `{"to": …, "id": …}`. */
  readonly imports: readonly JsonObject[];
  /** Configurations of the AWS provider; the one without alias is the default. */
  readonly providers: readonly JsonObject[];
}

export interface Given {
  /** As files of values have them. */
  readonly values?: JsonObject;
  /** As a command line gives them: a text, or an expression where the variable's type is no simple one. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Names that a command line gives values to, by themselves or in a file; one that is not declared is said. */
  readonly named?: readonly string[];
  /** Why there may be further values, such as a file of values that does not parse. */
  readonly unknown?: string;
}

export interface Call {
  readonly stack: Stack;
  readonly body: JsonObject;
  readonly instance?: Instance;
}

/** A call of a module, for which the module is looked up. */
export interface ModuleCall {
  readonly name: string;
  readonly source: string;
  /** Where it is called. */
  readonly from: Stack;
  /** What the module's addresses begin with. */
  readonly prefix: string;
  readonly call: Call;
}
