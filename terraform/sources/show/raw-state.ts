import { TerraformError } from "../../error";
import type { Value } from "../../language/expression";
import type { ShownModule, ShownResource, ShownState } from "./format";
import { checkRawState } from "./shape";

/**
 * A state as Terraform keeps it, in terraform.tfstate or a backend.
 * https://developer.hashicorp.com/terraform/language/state
 */
export interface RawState {
  readonly version: number;
  readonly outputs?: Readonly<Record<string, { readonly value?: Value }>> | null;
  readonly resources?: readonly RawResource[] | null;
}

interface RawResource {
  /** `module.role["clerk"]`; the root has none. */
  readonly module?: string | null;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly instances?:
    | readonly {
        readonly index_key?: string | number | null;
        readonly deposed?: string | null;
        readonly attributes?: Readonly<Record<string, Value>> | null;
      }[]
    | null;
}

/** Since Terraform 0.12. */
const VERSION = 4;

/** Whether a document is a state as Terraform keeps it, of any version. */
export function isRawState(document: Readonly<Record<string, unknown>>): boolean {
  return typeof document.version === "number" && ("lineage" in document || "serial" in document);
}

/** Whether OpenTofu encrypted a state or plan. */
export function isEncrypted(document: Readonly<Record<string, unknown>>): boolean {
  return "encrypted_data" in document;
}

/**
 * The same state as `terraform show -json` prints it.
 *
 * @throws TerraformError `VERSION_UNSUPPORTED`, `DOCUMENT_MALFORMED`
 */
export function shownFromRaw(document: unknown): ShownState {
  const { version } = document as RawState;
  if (version !== VERSION)
    throw new TerraformError(
      "VERSION_UNSUPPORTED",
      `the state has version ${version}, and only version ${VERSION} is understood: print it with "terraform show -json" of the Terraform that wrote it`,
    );
  checkRawState(document);
  const { outputs, resources } = document as RawState;
  const modules = new Map<string, ShownResource[]>([["", []]]);
  for (const resource of resources ?? []) {
    const module = resource.module ?? "";
    modules.set(module, [...(modules.get(module) ?? []), ...instancesOf(resource)]);
  }
  const { "": root = [], ...children } = Object.fromEntries(modules);
  return {
    format_version: "1.0",
    values: {
      ...(outputs && { outputs }),
      root_module: {
        resources: root,
        child_modules: Object.entries(children).map(
          ([address, resources]): ShownModule => ({ address, resources }),
        ),
      },
    },
  };
}

function instancesOf({ instances, mode, module, name, type }: RawResource): ShownResource[] {
  const prefix = `${module ? `${module}.` : ""}${mode === "data" ? "data." : ""}`;
  return (instances ?? []).map(({ attributes, deposed, index_key: key }) => ({
    address: `${prefix}${type}.${name}${(key ?? null) === null ? "" : `[${JSON.stringify(key)}]`}`,
    mode,
    type,
    name,
    ...((key ?? null) !== null && { index: key as string | number }),
    ...(deposed && { deposed_key: deposed }),
    values: attributes ?? {},
  }));
}
