import * as v from "valibot";
import { describeKey, KEY_PATH, keyOf, needOnKey } from "../api-key";
import { controlPlaneOperation } from "../control-plane-operation";
import { badRequest } from "../exceptions";
import type { MadeKey } from "../made-keys";

const PATCH = v.object({ op: v.literal("replace"), path: v.string(), value: v.string() });

/** https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateApiKey.html */
export const updateApiKey = controlPlaneOperation({
  name: "UpdateApiKey",
  verb: "PATCH",
  path: KEY_PATH,
  input: v.object({ patchOperations: v.optional(v.array(v.unknown()), []) }),
  needs: (call, context) => needOnKey("PATCH", call, context),
  run(call, context) {
    const changes = call.input.patchOperations.map(changeOf);
    const key: MadeKey = Object.assign({}, keyOf(call, context), ...changes);
    context.keys.put(key);
    return [200, describeKey(key, { withValue: false })];
  },
});

/** @throws {ServiceError} `BadRequestException` */
function changeOf(patch: unknown): Partial<MadeKey> {
  if (!v.is(PATCH, patch)) throw badRequest("Invalid patch operation specified. Must be 'replace'");
  const { path, value } = patch;
  if (path === "/enabled" && /^(true|false)$/.test(value)) return { enabled: value === "true" };
  if (path === "/name") return { name: value };
  if (path === "/description") return { description: value };
  throw badRequest(`Invalid patch path ${path}`);
}
