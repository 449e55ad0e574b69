import * as v from "valibot";
import { KEY_PATH, keyOf, needOnKey } from "../api-key";
import { controlPlaneOperation } from "../control-plane-operation";

/** https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteApiKey.html */
export const deleteApiKey = controlPlaneOperation({
  name: "DeleteApiKey",
  verb: "DELETE",
  path: KEY_PATH,
  input: v.object({}),
  needs: (call, context) => needOnKey("DELETE", call, context),
  run(call, context) {
    context.keys.remove(keyOf(call, context).id);
    return [202];
  },
});
