import { apiKeyEndpoints } from "../../../functions/api-keys/api-keys";
import type { KeyGateway } from "../../../functions/api-keys/key-gateway";
import { NO_KEYS } from "../../../functions/api-keys/owner";
import { ownersIn, type Versioned, type VersionedItems } from "../../../functions/api-keys/owners";
import { serve } from "../../../functions/handler/serve";
import { asUser, logBook, type Sent, send } from "../support/events";

/** The function over a table and an API Gateway in memory, either of which can fail at any step. */

export type Step = "read" | "write" | "create" | "admit" | "remove" | "usage";

/** How a step fails: before its effect, or after it, so that its effect is not known. */
export type Failure = "before" | "after";

export class Crash extends Error {}

export function setUp() {
  const items = new Map<string, Versioned>();
  /** API Gateway's keys, by id. */
  const keys = new Map<string, { value: string; inPlan: boolean; owner: string }>();
  /** What API Gateway is told to call the keys. */
  const names: string[] = [];
  const steps: string[] = [];
  const state = {
    now: new Date("2026-11-21T12:00:00Z"),
    fail: undefined as undefined | { step: Step; at: number; how: Failure; always?: boolean },
  };
  const seen = new Map<Step, number>();

  async function step<T>(name: Step, detail: string, work: () => T): Promise<T> {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    steps.push(`${name} ${detail}`.trim());
    const { fail } = state;
    const fails = fail?.step === name && (fail.at === count || (fail.always && count >= fail.at));
    if (fails && fail.how === "before") throw new Crash(`${name} ${detail}`);
    const result = work();
    if (fails) throw new Crash(`${name} ${detail}`);
    return result;
  }

  const table: VersionedItems = {
    read: (sub) => step("read", sub, () => items.get(sub) ?? { owner: NO_KEYS, version: 0 }),
    write: (sub, next) =>
      step("write", sub, () => {
        if ((items.get(sub)?.version ?? 0) !== next.version - 1) return false;
        items.set(sub, structuredClone(next));
        return true;
      }),
  };
  let made = 0;
  const gateway: KeyGateway = {
    create: (name, owner) =>
      step("create", "", () => {
        names.push(name);
        const id = `aws${++made}`;
        const value = `secret-value-of-${id}`;
        keys.set(id, { value, inPlan: false, owner });
        return { id, value };
      }),
    admit: (id) =>
      step("admit", id, () => {
        const key = keys.get(id);
        if (!key) throw new Error(`no key ${id}`);
        key.inPlan = true;
      }),
    remove: (id) => step("remove", id, () => void keys.delete(id)),
    usage: (id, from, to) => step("usage", `${id} ${from} ${to}`, () => [[3, 7]] as const),
  };
  const { log, lines } = logBook();
  const endpoints = apiKeyEndpoints({
    owners: ownersIn(table),
    gateway,
    limits: { keys: 2, perDay: 4 },
    now: () => state.now,
  });
  const handler = serve(endpoints, log);
  return {
    endpoints,
    items,
    keys,
    lines,
    names,
    state,
    steps,
    table,
    /** The count of steps begins anew. */
    failAt(name: Step, at: number, how: Failure, always = false) {
      seen.clear();
      state.fail = { step: name, at, how, always };
    },
    mend() {
      state.fail = undefined;
    },
    later(seconds: number) {
      state.now = new Date(state.now.getTime() + seconds * 1_000);
    },
    send: (route: string, sent: Sent = {}, sub = "alice") =>
      send(handler, route, { authorizer: asUser(sub), ...sent }),
    create: (name = "laptop", sub = "alice", headers = {}) =>
      send(handler, "POST /keys", { authorizer: asUser(sub), body: { name }, headers }),
    handler,
  };
}

export type World = ReturnType<typeof setUp>;

/** The id of no key. */
export const UNKNOWN = "00000000-0000-4000-8000-000000000000";
