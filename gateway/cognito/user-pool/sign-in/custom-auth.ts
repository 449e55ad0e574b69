import type { StoredUser } from "../../directory/stored-user";
import { cognitoError, notAuthorized } from "../../exceptions";
import type { FlowContext } from "../auth-flow";
import type { AnswerContext } from "../challenge";
import { askTrigger, unrecognizable, userAttributes } from "../triggers/run-trigger";
import type { NamedUser } from "./attempt-password";
import { type CustomResult, type CustomState, sealState } from "./challenge-session";
import { nextStep } from "./next-step";
import { shownId, subOf } from "./nobody";
import { passwordVerifier } from "./password-verifier";

/**
 * CUSTOM_AUTH: the pool's functions decide which challenges come and when tokens are issued.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-challenge.html
 */
export interface CustomStep extends NamedUser {
  readonly history: readonly CustomResult[];
  /** What the client gave for a built-in PASSWORD_VERIFIER. */
  readonly srpA?: string;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

type Trigger = "createAuthChallenge" | "defineAuthChallenge" | "verifyAuthChallengeResponse";

const NAMES: Readonly<Record<Trigger, { readonly name: string; readonly source: string }>> = {
  createAuthChallenge: { name: "CreateAuthChallenge", source: "CreateAuthChallenge_Authentication" },
  defineAuthChallenge: { name: "DefineAuthChallenge", source: "DefineAuthChallenge_Authentication" },
  verifyAuthChallengeResponse: {
    name: "VerifyAuthChallengeResponse",
    source: "VerifyAuthChallengeResponse_Authentication",
  },
};

/** Asks DefineAuthChallenge what comes next. Where it answers in several ways, the refusal counts. */
export async function defineNext(step: CustomStep, context: FlowContext): Promise<unknown> {
  const { clientMetadata, history, name, srpA, user } = step;
  const { challengeName, failAuthentication, issueTokens } = await ask(
    "defineAuthChallenge",
    { step, request: { session: history }, response: NOTHING_DEFINED },
    context,
  );
  if (failAuthentication === true) throw notAuthorized("Incorrect username or password.");
  if (issueTokens === true) {
    if (user === undefined) throw notAuthorized("Incorrect username or password.");
    const progress = { name, source: "TokenGeneration_Authentication" as const };
    return nextStep(user, { ...progress, ...(clientMetadata && { clientMetadata }) }, context);
  }
  if (challengeName === "CUSTOM_CHALLENGE") return customChallenge(step, context);
  if (challengeName === "PASSWORD_VERIFIER" && srpA !== undefined)
    return passwordVerifier(step, srpA, { context, custom: { history, secret: {} } });
  throw unrecognizable();
}

const NOTHING_DEFINED = { challengeName: null, issueTokens: null, failAuthentication: null };

async function customChallenge(step: CustomStep, context: FlowContext): Promise<unknown> {
  const { history, name } = step;
  const response = await ask(
    "createAuthChallenge",
    {
      step,
      request: { challengeName: "CUSTOM_CHALLENGE", session: history },
      response: {
        publicChallengeParameters: null,
        privateChallengeParameters: null,
        challengeMetadata: null,
      },
    },
    context,
  );
  const { challengeMetadata: metadata } = response;
  const custom: CustomState = {
    history,
    secret: textsOf(response.privateChallengeParameters),
    ...(typeof metadata === "string" && { metadata }),
  };
  const state = {
    sub: subOf(step, context),
    name,
    challenge: "CUSTOM_CHALLENGE",
    source: "TokenGeneration_Authentication",
    custom,
  } as const;
  return {
    ChallengeName: state.challenge,
    Session: sealState(state, context),
    ChallengeParameters: {
      ...textsOf(response.publicChallengeParameters),
      USERNAME: shownId(step, context),
    },
  };
}

/** Lets VerifyAuthChallengeResponse judge an answer. */
export async function isRightAnswer(answer: string, context: AnswerContext): Promise<boolean> {
  const { clientMetadata, state, user } = context;
  const { answerCorrect } = await ask(
    "verifyAuthChallengeResponse",
    {
      step: { name: state.name, user, history: [], clientMetadata },
      request: { privateChallengeParameters: state.custom?.secret ?? {}, challengeAnswer: answer },
      response: { answerCorrect: null },
    },
    context,
  );
  return answerCorrect === true;
}

/** Goes on after a challenge with its result. */
export function continueCustom(result: CustomResult, context: AnswerContext): Promise<unknown> {
  const { clientMetadata, state, user } = context;
  const { history = [], metadata } = state.custom ?? {};
  const answered = { ...result, ...(metadata !== undefined && { challengeMetadata: metadata }) };
  return defineNext({ name: state.name, user, history: [...history, answered], clientMetadata }, context);
}

interface Question {
  readonly step: CustomStep;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: unknown;
}

function ask(
  trigger: Trigger,
  { request, response, step: { clientMetadata, name, user } }: Question,
  context: FlowContext,
): Promise<Readonly<Record<string, unknown>>> {
  const { client, pool } = context;
  const functionArn = pool.settings.triggers[trigger];
  if (functionArn === undefined)
    throw cognitoError(
      "InvalidParameterException",
      "Custom auth lambda trigger is not configured for the user pool.",
    );
  return askTrigger(
    {
      functionArn,
      ...NAMES[trigger],
      pool,
      clientId: client.id,
      username: user?.username ?? name,
      request: {
        userAttributes: attributesOf(user),
        ...request,
        ...(clientMetadata && { clientMetadata }),
        ...(client.settings.hidesUserExistence && { userNotFound: user === undefined }),
      },
      response,
    },
    context,
  );
}

function attributesOf(user: StoredUser | undefined): Record<string, string> {
  return user ? userAttributes(user) : {};
}

/** Parameters are strings; anything else is no event of Cognito's. */
function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (value === null || value === undefined) return {};
  if (typeof value !== "object" || !Object.values(value).every((each) => typeof each === "string"))
    throw unrecognizable();
  return value as Readonly<Record<string, string>>;
}
