import type { Api, Notice, Operation } from "../../model";
import { LOCKS, matchRoute, VERBS } from "../decide";
import { filled, requestsOf } from "./path-template";

/**
 * Requests that an open method answers beside a guarded method of the same path: API Gateway routes by resource and
 * verb together, so beside a guarded `POST /admin` an open ANY on `{proxy+}` answers `GET /admin`.
 */
export function fallThrough(api: Api): readonly Notice[] {
  if (api.kind !== "rest" && api.kind !== "http") return [];
  const open = api.methods.filter(isOpen);
  if (open.length === 0) return [];
  return byPath(api).flatMap(([path, methods]) => {
    const guarded = methods.filter((method) => !isOpen(method));
    if (guarded.length === 0) return [];
    const request = filled(requestsOf({ path }), ({ anyone }) => anyone);
    return answering(api, path, request).map(({ method, verbs }) => ({
      address: method.address,
      message:
        `it also answers ${verbs.join(", ")} ${path}, open to all callers: ` +
        `only ${guarded.map(({ authorization, verb }) => `${verb} (${authorization})`).join(", ")} is guarded there`,
    }));
  });
}

function byPath({ methods }: Api): [string, Operation[]][] {
  const paths = new Map<string, Operation[]>();
  for (const method of methods) {
    const found = paths.get(method.path);
    if (found) found.push(method);
    else paths.set(method.path, [method]);
  }
  return [...paths];
}

/** Open methods of other resources that answer requests for this one's path. */
function answering(api: Api, path: string, request: string): { method: Operation; verbs: string[] }[] {
  const found = new Map<Operation, string[]>();
  for (const verb of VERBS) {
    const method = matchRoute(api, verb, request)?.method;
    if (!method || method.path === path || !isOpen(method)) continue;
    found.set(method, [...(found.get(method) ?? []), verb]);
  }
  return [...found].map(([method, verbs]) => ({ method, verbs }));
}

function isOpen({ authorization }: Operation): boolean {
  return LOCKS[authorization].credentials === "none";
}
