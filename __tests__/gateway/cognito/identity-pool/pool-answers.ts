import { awsJson } from "../../client";
import type { RunningGate } from "../../gates";
import { IDENTITY_POOL, PROVIDER } from "../../petstore/names";

/** Calls of an identity pool that show the whole answer, with its status. */

export const ask = (running: RunningGate, operation: string, input: object) =>
  awsJson(running.gate.description.endpoint, `AWSCognitoIdentityService.${operation}`, input);

export const getId = (running: RunningGate, token: string, provider = PROVIDER) =>
  ask(running, "GetId", { IdentityPoolId: IDENTITY_POOL, Logins: { [provider]: token } });
