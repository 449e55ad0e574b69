import { type Resolved, type ResolvedResource, UNKNOWN_REGION } from "../../language/configuration";
import type { ValueRecord } from "../../language/expression";
import type { Notice } from "../../model";
import { kindOf } from "../../types";
import { allIn, resourcesIn, shownState } from "./document";
import type { ShownResource, ShownState, ShownValues } from "./format";
import { placeOf } from "./place";
import { remoteReadsIn } from "./remote-reads";

/**
 * Resolves a state, in which every value is known.
 *
 * @param accountId is used where no ARN contains the account
 * @param prefix of addresses: `identity/`, or nothing
 * @throws TerraformError `DOCUMENT_MALFORMED`, `VERSION_UNSUPPORTED`
 */
export function resolveState(document: unknown, accountId: string, prefix = ""): Resolved {
  const state = shownState(document);
  const all = [...resourcesIn(state.values?.root_module)];
  const notices = deposedIn(state, prefix);
  return {
    region: UNKNOWN_REGION,
    accountId,
    ...placeOf(all),
    resources: all.filter(isManaged).map((resource) => resolved(resource, prefix)),
    outputs: outputsIn(state.values),
    remoteReads: remoteReadsIn(all, prefix),
    ...(notices.length > 0 && { notices }),
  };
}

export function outputsIn(values: ShownValues | null | undefined): ValueRecord {
  const outputs = Object.entries(values?.outputs ?? {});
  return Object.fromEntries(outputs.map(([name, { value = null }]) => [name, value]));
}

export function isManaged({ mode }: Pick<ShownResource, "mode">): boolean {
  return mode !== "data";
}

export function resolved({ address, type, values }: ShownResource, prefix: string): ResolvedResource {
  return { address: prefix + address, stack: "", type, values: values ?? {} };
}

/** Objects that were replaced and are not destroyed yet, such as an API that still has its routes. */
export function deposedIn({ values }: Pick<ShownState, "values">, prefix: string): Notice[] {
  return [...allIn(values?.root_module)]
    .filter(({ deposed_key: key, type }) => (key ?? null) !== null && kindOf(type)?.kind === "read")
    .map(({ address, deposed_key: key }) => ({
      address: prefix + address,
      message: `its deposed object ${key} is still in the cloud until the next apply destroys it, and is not read`,
      weight: "warning" as const,
    }));
}
