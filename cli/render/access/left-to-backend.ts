import type { LeftCheck, MatrixRoute } from "../../../terraform/access/matrix";

interface Words {
  /** Below a table, with WHERE and WHO in it. */
  readonly below: string;
  /** Of one answer, with WHO in it. */
  readonly why: string;
}

/** What is said of each check that a lock leaves to what answers a route. */
const WORDS: Readonly<Record<LeftCheck, Words>> = {
  "token-kind": {
    below:
      "API Gateway does not tell access tokens from ID tokens at WHERE: refusing the wrong kind is left to WHO",
    why: "WHO: API Gateway does not tell access tokens from ID tokens here, so it must refuse the wrong kind",
  },
};

/** Routes that a line names. */
const NAMED = 5;

/** A line for each backend to which locks of these routes leave a check. */
export function leftLines(routes: readonly MatrixRoute[], pathOf: (route: MatrixRoute) => string): string[] {
  const groups = new Map<
    string,
    { readonly check: LeftCheck; readonly who: string; readonly at: string[] }
  >();
  for (const route of routes.filter(isReached))
    for (const check of route.leftToBackend?.checks ?? []) {
      const who = backendOf(route);
      const group = groups.get(`${check} ${who}`) ?? { check, who, at: [] };
      groups.set(`${check} ${who}`, group);
      group.at.push(`${route.method} ${pathOf(route)}`);
    }
  return [...groups.values()].map(({ at, check, who }) => {
    const more = at.length - NAMED;
    const where = [...at.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(", ");
    return WORDS[check].below.replace("WHERE", () => where).replace("WHO", () => who);
  });
}

/** What the answer of one route leaves to its backend; empty where it leaves nothing. */
export function leftAt(route: MatrixRoute): string[] {
  const who = backendOf(route);
  return (route.leftToBackend?.checks ?? []).map((check) => WORDS[check].why.replace("WHO", () => who));
}

function isReached({ cells }: MatrixRoute): boolean {
  return cells.some(({ decision }) => decision !== "deny");
}

function backendOf({ leftToBackend }: MatrixRoute): string {
  return leftToBackend?.backend ?? "the backend";
}
