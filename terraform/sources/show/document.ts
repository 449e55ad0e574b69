import { TerraformError } from "../../error";
import type { ShownModule, ShownPlan, ShownResource, ShownState } from "./format";
import { isEncrypted, isRawState, shownFromRaw } from "./raw-state";
import { checkShape } from "./shape";

/** Versions are `MAJOR.MINOR`. Version 0 is the same format, before it was declared stable. */
const MAJORS = ["0", "1"];

/**
 * The kind of a JSON document: a plan or state as `terraform show -json` prints it, a state as Terraform keeps it, or
 * one synthesized stack. Undefined for anything else.
 *
 * @throws TerraformError `VERSION_UNSUPPORTED`; `DOCUMENT_MALFORMED` for what is encrypted
 */
export function detect(document: unknown): "plan" | "state" | "cdktf" | undefined {
  if (!isObject(document)) return undefined;
  if (isEncrypted(document))
    throw new TerraformError("DOCUMENT_MALFORMED", 'it is encrypted: print it with "tofu show -json"');
  if (isRawState(document)) return "state";
  if ("format_version" in document) {
    checkVersion(document.format_version);
    return "planned_values" in document || "resource_changes" in document ? "plan" : "state";
  }
  const sections = ["resource", "data", "provider", "output", "locals", "variable"];
  const isStack = sections.some((name) => isObject(document[name]) || Array.isArray(document[name]));
  return isStack || isObject(document.terraform) ? "cdktf" : undefined;
}

/** @throws TerraformError `DOCUMENT_MALFORMED`, `VERSION_UNSUPPORTED` */
export function shownPlan(document: unknown): ShownPlan {
  return shown(document, "plan") as ShownPlan;
}

/** @throws TerraformError `DOCUMENT_MALFORMED`, `VERSION_UNSUPPORTED` */
export function shownState(document: unknown): ShownState {
  return shown(document, "state") as ShownState;
}

function shown(document: unknown, expected: "plan" | "state"): unknown {
  const found = detect(document);
  if (found !== expected)
    throw new TerraformError(
      "DOCUMENT_MALFORMED",
      `expected a ${expected} as \`terraform show -json\` prints it, found ${FOUND[found ?? "other"]}`,
    );
  const known = read.get(document as object);
  if (known) return known;
  const isRaw = isRawState(document as Readonly<Record<string, unknown>>);
  if (!isRaw) checkShape(document, expected);
  const made = isRaw ? shownFromRaw(document) : (document as object);
  read.set(document as object, made);
  return made;
}

/** Documents that were checked: each side of a plan is read from the same one. */
const read = new WeakMap<object, object>();

const FOUND = { plan: "a plan", state: "a state", cdktf: "a synthesized stack", other: "something else" };

function checkVersion(version: unknown): void {
  const major = typeof version === "string" ? /^(\d+)\.\d+$/.exec(version)?.[1] : undefined;
  if (major === undefined || !MAJORS.includes(major))
    throw new TerraformError(
      "VERSION_UNSUPPORTED",
      `format_version is ${JSON.stringify(version)?.slice(0, 40)}, and only version 1 of the format is understood`,
    );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The resources of a module and of its child modules. A deposed object has been replaced and is about to be destroyed. */
export function* resourcesIn(module: ShownModule | undefined | null): Generator<ShownResource> {
  for (const resource of allIn(module)) if ((resource.deposed_key ?? null) === null) yield resource;
}

/** The same with deposed objects. */
export function* allIn(module: ShownModule | undefined | null): Generator<ShownResource> {
  yield* module?.resources ?? [];
  for (const child of module?.child_modules ?? []) yield* allIn(child);
}
