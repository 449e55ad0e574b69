import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { signedInUser } from "../signed-in-user";
import { userPoolOperation } from "../user-pool-operation";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListDevices.html */
export const listDevices = userPoolOperation({
  name: "ListDevices",
  input: v.object({ AccessToken: requiredText }),
  run({ AccessToken: token }, context) {
    signedInUser(token, context);
    return { Devices: [] };
  },
});
