import type { Api, ApiModel, Notice, Statement } from "../../model";
import { matchRoute, VERBS } from "../decide";
import { fits, pattern } from "../iam";
import type { Evidence } from "./evidence";

/**
 * Spellings of a path that a Deny may not cover: AWS does not document which spelling of a path a policy is asked
 * about, so `/files/%73ecret` may pass a Deny of `files/secret` wherever a parameter's route answers it.
 */
export function deniedSpellings(model: ApiModel, { roleTables }: Evidence): readonly Notice[] {
  const { apis, groups = [], httpApis = [], roles, users = [] } = model;
  const policies = [
    ...apis.flatMap(({ policy }) => policy ?? []),
    ...[...roles, ...users, ...groups].flatMap((holder) => holder.policies),
    ...[...roles, ...users].flatMap(({ boundary }) => boundary ?? []),
  ];
  const written = policies.flatMap(({ address, document }) =>
    "unknown" in document ? [] : [{ address, entries: document.statements.flatMap(deniedEntries) }],
  );
  const tables = Object.entries(roleTables).map(([address, table]) => ({
    address,
    entries: Object.values(table).flatMap(({ deny }) => deny),
  }));
  // One policy may be attached to several principals.
  const found = new Map(
    [...written, ...tables].flatMap(({ address, entries }) => {
      const notice = noticeOf(address, entries, [...apis, ...httpApis]);
      return notice ? [[address, notice] as const] : [];
    }),
  );
  return [...found.values()];
}

/** `VERB/path` of each resource that a Deny of calls names by its path. */
function deniedEntries({ actions, effect, resources = [] }: Statement): readonly string[] {
  const isOfCalls =
    actions?.some((action) => fits(pattern(action.toLowerCase()), "execute-api:invoke")) ?? true;
  if (effect !== "Deny" || !isOfCalls) return [];
  return resources.flatMap((resource) => {
    const [, , ...entry] = resource.split(":").slice(5).join(":").split("/");
    return entry.length < 2 ? [] : [entry.join("/")];
  });
}

function noticeOf(address: string, entries: readonly string[], apis: readonly Api[]): Notice | undefined {
  for (const entry of new Set(entries)) {
    const { path, respelled, verbs } = spellingsOf(entry);
    if (respelled === undefined) continue;
    for (const api of apis)
      for (const verb of verbs) {
        const method = matchRoute(api, verb, respelled)?.method;
        if (!method) continue;
        const more = new Set(entries).size - 1;
        return {
          address,
          message:
            `it denies ${verb} ${path}${more > 0 ? ` and ${more} more` : ""} by path, and ${method.verb} ${method.path} also answers ` +
            `other spellings, such as ${respelled}: the local gate refuses them, AWS does not document whether it does`,
        };
      }
  }
  return undefined;
}

/** A path that the entry covers, and the same one with a letter encoded; none where nothing in it is literal. */
function spellingsOf(entry: string): {
  readonly path: string;
  readonly respelled?: string;
  readonly verbs: readonly string[];
} {
  const [verb = "", ...parts] = entry.replace(/\$\{[^}]*\}/g, "*").split("/");
  const verbs = VERBS.filter((each) => fits(pattern(verb), each));
  const segments = parts.filter((part, index) => part !== "" || index < parts.length - 1);
  const at = segments.findLastIndex((part) => /[a-z0-9]/i.test(part));
  const path = `/${segments.join("/")}`;
  if (at < 0) return { path, verbs };
  const some = segments.map((part) => part.replace(/[*?]+/g, "x"));
  const letter = /[a-z0-9]/i;
  some[at] = (some[at] as string).replace(letter, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return { path, verbs, respelled: `/${some.join("/")}` };
}
