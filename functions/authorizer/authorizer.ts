import type { APIGatewayAuthorizerResult } from "aws-lambda";
import { ConfigurationError } from "../../contract/variables";
import type { WriteLog } from "../token-verifier/log";
import { TokenRefused } from "../token-verifier/refusal";
import type { VerifyToken } from "../token-verifier/verifier";
import { readEvent } from "./event";
import { stageArn } from "./method-arn";
import type { MakeAnswer } from "./policy";

export interface AuthorizerSettings {
  readonly verify: VerifyToken;
  readonly answer: MakeAnswer;
}

export type Authorize = (
  event: unknown,
  context?: { readonly awsRequestId?: string },
) => Promise<APIGatewayAuthorizerResult>;

/**
 * A Lambda authorizer, TOKEN or REQUEST. It verifies the token; its policy says which methods the caller may call.
 *
 * A caller without a valid token gets `Error("Unauthorized")`, the exact text for which API Gateway answers 401. The
 * reason is in the log only. Wrong settings are a ConfigurationError, which API Gateway answers with 500. No error
 * results in a policy.
 *
 * @param settings made at the first event and kept. If that fails, each event tries again
 */
export function createAuthorizer(settings: () => AuthorizerSettings, log: WriteLog): Authorize {
  let ready: AuthorizerSettings | undefined;
  return async (event, context) => {
    const requestId = context?.awsRequestId;
    try {
      ready ??= settings();
      const { methodArn, token } = readEvent(event);
      const stage = stageArn(methodArn);
      return ready.answer(await ready.verify(token), stage);
    } catch (error) {
      if (error instanceof ConfigurationError) {
        log("ERROR", "The authorizer is not configured", {
          requestId,
          where: error.where,
          problem: error.message,
        });
        throw error;
      }
      if (error instanceof TokenRefused) log("WARN", "Token refused", { requestId, code: error.code });
      else
        log("ERROR", "Unexpected error, token refused", {
          requestId,
          code: "UNEXPECTED",
          error: nameOf(error),
        });
      throw new Error("Unauthorized");
    }
  };
}

/** Never the message: it may quote what the caller sent. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
