import * as v from "valibot";
import { describeKey, KEY_PATH, keyOf, needOnKey } from "../api-key";
import { controlPlaneOperation } from "../control-plane-operation";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_GetApiKey.html */
export const getApiKey = controlPlaneOperation({
  name: "GetApiKey",
  verb: "GET",
  path: KEY_PATH,
  input: v.object({}),
  needs: (call, context) => needOnKey("GET", call, context),
  run: (call, context) => [
    200,
    describeKey(keyOf(call, context), { withValue: call.query.get("includeValue") === "true" }),
  ],
});
