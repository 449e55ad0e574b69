import * as v from "valibot";
import { requiredText } from "../../../protocol/input";
import { challenge } from "../challenge";
import { spend } from "../sign-in/challenge-session";
import { signInWithPassword } from "../sign-in/plain-password";

/** PASSWORD: the password of a USER_AUTH that chose it. */
export const password = challenge({
  name: "PASSWORD",
  responses: v.object({ PASSWORD: requiredText }),
  async answer({ PASSWORD: given }, context) {
    const { clientMetadata, state, user } = context;
    await spend(state, context);
    return signInWithPassword({ name: state.name, user }, given, context, clientMetadata);
  },
});
