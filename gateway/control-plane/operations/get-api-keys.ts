import * as v from "valibot";
import { describeKey } from "../api-key";
import { controlPlaneOperation } from "../control-plane-operation";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_GetApiKeys.html */
export const getApiKeys = controlPlaneOperation({
  name: "GetApiKeys",
  verb: "GET",
  path: /^\/apikeys$/,
  input: v.object({}),
  needs: () => [{ verb: "GET", path: "/apikeys", context: {} }],
  run({ query }, { keys }) {
    const named = keys.all().filter(({ name }) => name.startsWith(query.get("name") ?? ""));
    const withValue = query.get("includeValues") === "true";
    return [200, { item: named.map((key) => describeKey(key, { withValue })) }];
  },
});
