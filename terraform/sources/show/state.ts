import type { Resolved, ResolvedResource } from "../../language/configuration";
import { resourcesIn, type ShownState, shown } from "./document";
import { placeOf, UNKNOWN_REGION } from "./place";

/**
 * Resolves a state, in which every value is known.
 *
 * @param accountId is used where no ARN contains the account
 * @param prefix of addresses: `identity/`, or nothing
 * @throws TerraformError `DOCUMENT_MALFORMED`, `VERSION_UNSUPPORTED`
 */
export function resolveState(document: unknown, accountId: string, prefix = ""): Resolved {
  return resolvedState(shown(document, "state"), accountId, prefix);
}

export function resolvedState(
  { values }: Pick<ShownState, "values">,
  accountId: string,
  prefix: string,
): Resolved {
  const all = [...resourcesIn(values?.root_module)];
  const resources = all
    .filter(({ mode }) => mode === "managed")
    .map(
      ({ address, type, values: of }): ResolvedResource => ({
        address: prefix + address,
        stack: "",
        type,
        values: of ?? {},
      }),
    );
  return { region: UNKNOWN_REGION, accountId, ...placeOf(all), resources };
}
