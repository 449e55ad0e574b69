import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { noSuchDevice } from "../devices";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetDevice.html */
export const getDevice = userPoolOperation({
  name: "GetDevice",
  input: v.object({ AccessToken: requiredText, DeviceKey: requiredText }),
  run({ AccessToken: token }, context) {
    signedInUser(token, context);
    throw noSuchDevice();
  },
});
