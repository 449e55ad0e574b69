import type { Api, ApiModel, Notice } from "../../model";
import { type Front, frontsOf } from "../decide";

/**
 * Functions that an API invokes behind a lock and in public, each with its first open route. What the function does
 * there is not known: it may look at more of a request than its path. Other APIs are the reader's concern.
 */
export function sharedFunctions(model: ApiModel): readonly Notice[] {
  return [...frontsOf(model).values()].flatMap((fronts) =>
    byApi(fronts).flatMap((ofApi) => {
      const [open, ...more] = ofApi.filter((front) => front.asks === "none" && !isPreflight(front));
      const locked = ofApi.find(({ asks }) => asks === "lock" || asks === "api-key");
      if (!open || !locked || isCatchAll(open)) return [];
      const { path, verb } = open.method;
      const others = more.length === 0 ? "" : ` and ${more.length} more`;
      const message = `every caller may call the function that is behind ${locked.method.address} (${locked.method.authorization}) through ${verb} ${path}${others}`;
      return [{ address: open.method.address, message, weight: "warning" as const }];
    }),
  );
}

function byApi(fronts: readonly Front[]): readonly (readonly Front[])[] {
  const groups = new Map<Api, Front[]>();
  for (const front of fronts) {
    const known = groups.get(front.api);
    if (known) known.push(front);
    else groups.set(front.api, [front]);
  }
  return [...groups.values()];
}

/** Browsers send preflights without credentials, so that functions behind a lock answer them in public. */
function isPreflight({ method: { verb } }: Front): boolean {
  return verb === "OPTIONS";
}

/** The reader warns of a public route that takes all paths. */
function isCatchAll({ method: { path } }: Front): boolean {
  return path === "$default" || path.endsWith("+}");
}
