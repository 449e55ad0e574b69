import {
  type AuthFlowType,
  type ChallengeNameType,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PoolGate } from "./pool-gate";

/** Sign-ins of one client, by the AWS SDK. */
export function signingIn(gate: PoolGate, ClientId: string) {
  const initiate = (AuthFlow: AuthFlowType, AuthParameters: Record<string, string>) =>
    gate.sdk.send(new InitiateAuthCommand({ AuthFlow, ClientId, AuthParameters }));
  return {
    initiate,
    /** With the password of the start, where none is given. */
    password: (USERNAME: string, PASSWORD = gate.password(USERNAME)) =>
      initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD }),
    respond: (
      ChallengeName: ChallengeNameType,
      { Session, ...ChallengeResponses }: Record<string, string | undefined>,
    ) =>
      gate.sdk.send(
        new RespondToAuthChallengeCommand({
          ChallengeName,
          ClientId,
          Session,
          ChallengeResponses: ChallengeResponses as Record<string, string>,
        }),
      ),
    /** The code of the last message to a user, as the log has it. */
    sentCode: (username: string) => {
      const [line = ""] = gate.lines.filter((each) => each.includes(`the code for ${username} `)).slice(-1);
      return /is (\d{6})$/.exec(line)?.[1] ?? "none";
    },
  };
}
