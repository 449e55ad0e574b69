import { isList, isRecord, own, textOf, type Value, type ValueRecord } from "../expression";
import { joined } from "./folder-paths";

/** Where a state is kept: a backend, and the arguments that tell its states apart. */
export interface StatePlace {
  /** `s3`; HCP Terraform's `cloud` is `remote`. */
  readonly backend: string;
  /** By argument; undefined for what is not known. */
  readonly keys: Readonly<Record<string, string | undefined>>;
}

/** Arguments by which two configurations of a backend name the same state. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  azurerm: ["storage_account_name", "container_name", "key"],
  consul: ["path"],
  cos: ["bucket", "prefix", "key"],
  gcs: ["bucket", "prefix"],
  http: ["address"],
  kubernetes: ["secret_suffix"],
  local: ["path"],
  oss: ["bucket", "prefix", "key"],
  pg: ["conn_str", "schema_name"],
  remote: ["organization", "workspaces"],
  s3: ["bucket", "key"],
};

/** The state of a root that says nothing else. */
const DEFAULT_FILE = "terraform.tfstate";

/** @param folder of the root that writes it, which relative paths begin at; undefined where that is not known */
export function statePlace(backend: string, config: Value, folder: string | undefined): StatePlace {
  const values: ValueRecord = isRecord(config) ? config : {};
  const keys = (own(IDENTITY, backend) ?? []).map((name) => [name, textAt(values, name)] as const);
  if (backend !== "local") return { backend, keys: Object.fromEntries(keys) };
  const path = textAt(values, "path") ?? (values.path === undefined ? DEFAULT_FILE : undefined);
  const isRelative = path !== undefined && !path.startsWith("/") && folder !== undefined;
  return { backend, keys: { path: isRelative ? `/${joined(folder, path)}` : path } };
}

/** Whether two places are one. `unknown` where neither tells. */
export function samePlace(one: StatePlace, other: StatePlace): "same" | "other" | "unknown" {
  if (one.backend !== other.backend) return "other";
  const pairs = Object.entries(one.keys).map(([name, key]) => [key, own(other.keys, name)] as const);
  if (pairs.some(([a, b]) => a !== undefined && b !== undefined && a !== b)) return "other";
  return pairs.length > 0 && pairs.every(([a, b]) => a !== undefined && a === b) ? "same" : "unknown";
}

/** `the s3 state acme-states/identity/terraform.tfstate` */
export function placeText({ backend, keys }: StatePlace): string {
  const known = Object.values(keys).filter((key) => key !== undefined);
  return known.length === 0
    ? `some state of the backend ${backend}`
    : `the ${backend} state ${known.join("/")}`;
}

function textAt(values: ValueRecord, name: string): string | undefined {
  const value = own(values, name);
  if (name !== "workspaces") return value === undefined ? undefined : textOf(value);
  const block: Value | undefined = isList(value) ? value[0] : value;
  const text = isRecord(block) ? own(block, "name") : undefined;
  return text === undefined ? undefined : textOf(text);
}
