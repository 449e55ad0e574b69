import { randomInt } from "node:crypto";
import * as v from "valibot";
import { textMap } from "../../protocol/input";
import { makeApiKey } from "../../state/secrets";
import { describeKey, tagKeys } from "../api-key";
import { controlPlaneOperation } from "../control-plane-operation";
import { badRequest, conflict } from "../exceptions";
import type { MadeKey } from "../made-keys";

const UNSUPPORTED = ["customerId", "generateDistinctId", "stageKeys"] as const;

/** https://docs.aws.amazon.com/apigateway/latest/api/API_CreateApiKey.html */
export const createApiKey = controlPlaneOperation({
  name: "CreateApiKey",
  verb: "POST",
  path: /^\/apikeys$/,
  input: v.object({
    name: v.optional(v.string(), ""),
    description: v.optional(v.string(), ""),
    enabled: v.optional(v.boolean(), false),
    value: v.optional(v.string()),
    tags: textMap,
    customerId: v.optional(v.unknown()),
    generateDistinctId: v.optional(v.unknown()),
    stageKeys: v.optional(v.unknown()),
  }),
  needs({ input: { tags } }, { model }) {
    const context = tagKeys("aws:RequestTag", tags);
    const needed = { verb: "POST", path: "/apikeys", context };
    if (Object.keys(context).length === 0) return [needed];
    const arn = encodeURIComponent(`arn:aws:apigateway:${model.region}::/apikeys/new`);
    return [needed, { verb: "PUT", path: `/tags/${arn}`, context }];
  },
  run({ input }, { keys, model, now }) {
    if (UNSUPPORTED.some((name) => input[name] !== undefined))
      throw badRequest("Only name, description, enabled, value and tags are supported by this gate.");
    const { description, enabled, name, tags, value = makeApiKey() } = input;
    if (value.length < 20 || value.length > 128)
      throw badRequest("API Key value should be 20 to 128 characters");
    if ([...keys.all(), ...model.apiKeys].some((key) => key.value === value))
      throw conflict("API Key already exists");
    const key: MadeKey = {
      id: makeId(),
      value,
      name,
      description,
      enabled,
      tags,
      createdAt: now().getTime(),
      planIds: [],
    };
    keys.put(key);
    return [201, describeKey(key, { withValue: true })];
  },
});

/** Ten lower-case letters and digits, as API Gateway's ids are. */
function makeId(): string {
  return Array.from({ length: 10 }, () => "abcdefghijklmnopqrstuvwxyz0123456789"[randomInt(36)]).join("");
}
