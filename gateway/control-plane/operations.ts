import { randomInt } from "node:crypto";
import type { UsagePlan } from "../../terraform/model/usage";
import { makeApiKey } from "../state/secrets";
import type { Need } from "./authorize";
import { type ControlPlaneContext, ControlPlaneError } from "./control-plane-operation";
import { flag, patches, text, textMap } from "./input";
import type { MadeKey } from "./made-keys";

/** One call, read but not yet allowed. */
export interface ControlPlaneCall {
  /** The ids in the path, in its order. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An operation says what it needs of the caller's role before it does anything. */
export interface Operation {
  readonly name: string;
  readonly verb: string;
  /** Its groups are ids. */
  readonly path: RegExp;
  needs(call: ControlPlaneCall, context: ControlPlaneContext): readonly Need[];
  /** @returns status and output, as API Gateway writes it */
  run(call: ControlPlaneCall, context: ControlPlaneContext): readonly [status: number, output?: unknown];
}

const KEY = /^\/apikeys\/([^/]+)$/;

/**
 * The part of API Gateway's control plane by which functions keep API keys. An operation on a key that the
 * Terraform made is none of theirs: such keys have no tags here, and cannot be changed.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 */
export const operations: readonly Operation[] = [
  {
    name: "CreateApiKey",
    verb: "POST",
    path: /^\/apikeys$/,
    needs({ input }, { model }) {
      const context = tagsAs("Request", textMap(input, "tags"));
      const needed = { verb: "POST", path: "/apikeys", context };
      if (Object.keys(context).length === 0) return [needed];
      const arn = encodeURIComponent(`arn:aws:apigateway:${model.region}::/apikeys/new`);
      return [needed, { verb: "PUT", path: `/tags/${arn}`, context }];
    },
    run({ input }, { keys, model, now }) {
      if (["customerId", "generateDistinctId", "stageKeys"].some((name) => input[name] !== undefined))
        throw badRequest("Only name, description, enabled, value and tags are served by this gate.");
      const value = text(input, "value") ?? makeApiKey();
      if (value.length < 20 || value.length > 128)
        throw badRequest("API Key value should be 20 to 128 characters");
      if ([...keys.all(), ...model.apiKeys].some((key) => key.value === value))
        throw new ControlPlaneError(409, "ConflictException", "API Key already exists");
      const key: MadeKey = {
        id: makeId(),
        value,
        name: text(input, "name") ?? "",
        description: text(input, "description") ?? "",
        enabled: flag(input, "enabled") ?? false,
        tags: textMap(input, "tags"),
        createdAt: now().getTime(),
        planIds: [],
      };
      keys.put(key);
      return [201, written(key, true)];
    },
  },
  {
    name: "GetApiKeys",
    verb: "GET",
    path: /^\/apikeys$/,
    needs: () => [{ verb: "GET", path: "/apikeys", context: {} }],
    run({ query }, { keys }) {
      const named = keys.all().filter(({ name }) => name.startsWith(query.get("name") ?? ""));
      return [200, { item: named.map((key) => written(key, query.get("includeValues") === "true")) }];
    },
  },
  {
    name: "GetApiKey",
    verb: "GET",
    path: KEY,
    needs: (call, context) => [onKey("GET", call, context)],
    run: (call, context) => [200, written(keyOf(call, context), call.query.get("includeValue") === "true")],
  },
  {
    name: "UpdateApiKey",
    verb: "PATCH",
    path: KEY,
    needs: (call, context) => [onKey("PATCH", call, context)],
    run(call, context) {
      const changes = patches(call.input).map(({ path, value }) => {
        if (path === "/enabled" && /^(true|false)$/.test(value)) return { enabled: value === "true" };
        if (path === "/name" || path === "/description") return { [path.slice(1)]: value };
        throw badRequest(`Invalid patch path ${path}`);
      });
      const key: MadeKey = Object.assign({}, keyOf(call, context), ...changes);
      context.keys.put(key);
      return [200, written(key, false)];
    },
  },
  {
    name: "DeleteApiKey",
    verb: "DELETE",
    path: KEY,
    needs: (call, context) => [onKey("DELETE", call, context)],
    run(call, context) {
      context.keys.remove(keyOf(call, context).id);
      return [202];
    },
  },
  {
    name: "CreateUsagePlanKey",
    verb: "POST",
    path: /^\/usageplans\/([^/]+)\/keys$/,
    needs: ({ ids }) => [{ verb: "POST", path: `/usageplans/${ids[0]}/keys`, context: {} }],
    run({ ids, input }, { keys, model }) {
      const plan = planOf(ids[0], model.usagePlans);
      const key = keys.find(text(input, "keyId") ?? "");
      if (text(input, "keyType") !== "API_KEY") throw badRequest("Invalid keyType, expected API_KEY");
      if (!key) throw notFound("API Key");
      const others = model.usagePlans.filter(({ id }) => key.planIds.includes(id));
      if (others.some((other) => other.id === plan.id || sharesStage(other, plan)))
        throw new ControlPlaneError(
          409,
          "ConflictException",
          "The API Key is in a usage plan of this stage already",
        );
      keys.put({ ...key, planIds: [...key.planIds, plan.id] });
      return [201, { id: key.id, type: "API_KEY", name: key.name }];
    },
  },
  {
    name: "GetUsage",
    verb: "GET",
    path: /^\/usageplans\/([^/]+)\/usage$/,
    needs: ({ ids }) => [{ verb: "GET", path: `/usageplans/${ids[0]}/usage`, context: {} }],
    run({ ids, query }, { keys, model, quotas }) {
      const plan = planOf(ids[0], model.usagePlans);
      const [from, to] = [query.get("startDate") ?? "", query.get("endDate") ?? ""];
      const days = daysBetween(from, to);
      const wanted = query.get("keyId");
      const ofPlan = [
        ...plan.keyIds,
        ...keys
          .all()
          .filter(({ planIds }) => planIds.includes(plan.id))
          .map(({ id }) => id),
      ];
      const values = ofPlan
        .filter((id) => plan.quota && (wanted === null || id === wanted))
        .map(
          (id) => [id, days.map((day) => quotas.usage(plan.id, id, plan.quota?.limit ?? 0, day))] as const,
        );
      return [
        200,
        { usagePlanId: plan.id, startDate: from, endDate: to, values: Object.fromEntries(values) },
      ];
    },
  },
];

function onKey(verb: string, { ids: [id = ""] }: ControlPlaneCall, { keys }: ControlPlaneContext): Need {
  return { verb, path: `/apikeys/${id}`, context: tagsAs("Resource", keys.find(id)?.tags ?? {}) };
}

function tagsAs(
  where: "Request" | "Resource",
  tags: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:${where}Tag/${name}`, value]));
}

function keyOf({ ids: [id = ""] }: ControlPlaneCall, { keys }: ControlPlaneContext): MadeKey {
  const key = keys.find(id);
  if (!key) throw notFound("API Key");
  return key;
}

function planOf(id: string | undefined, plans: readonly UsagePlan[]): UsagePlan {
  const plan = plans.find((candidate) => candidate.id === id);
  if (!plan) throw notFound("Usage Plan");
  return plan;
}

function sharesStage(a: UsagePlan, b: UsagePlan): boolean {
  return a.stages.some((one) =>
    b.stages.some((other) => one.apiId === other.apiId && one.stage === other.stage),
  );
}

/** AWS's timestamps here are in seconds. */
function written({ createdAt, description, enabled, id, name, tags, value }: MadeKey, withValue: boolean) {
  const at = Math.floor(createdAt / 1_000);
  return {
    id,
    ...(withValue && { value }),
    name,
    description,
    enabled,
    createdDate: at,
    lastUpdatedDate: at,
    stageKeys: [],
    tags,
  };
}

const DAY = 86_400_000;
/** API Gateway's own. */
const MOST_DAYS = 90;

function daysBetween(from: string, to: string): string[] {
  const [first, last] = [from, to].map((date) =>
    /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN,
  );
  const count = ((last ?? Number.NaN) - (first ?? Number.NaN)) / DAY + 1;
  if (!(count >= 1 && count <= MOST_DAYS))
    throw badRequest("Invalid date range: expected startDate and endDate, up to 90 days");
  return Array.from({ length: count }, (_, i) => new Date((first ?? 0) + i * DAY).toISOString().slice(0, 10));
}

/** Ten small letters and digits, as API Gateway's ids are. */
function makeId(): string {
  return Array.from({ length: 10 }, () => "abcdefghijklmnopqrstuvwxyz0123456789"[randomInt(36)]).join("");
}

function notFound(what: string): ControlPlaneError {
  return new ControlPlaneError(404, "NotFoundException", `Invalid ${what} identifier specified`);
}

function badRequest(message: string): ControlPlaneError {
  return new ControlPlaneError(400, "BadRequestException", message);
}
