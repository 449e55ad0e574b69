import type { Parameters } from "../../http/form";
import type { ChallengeName } from "../user-pool/sign-in/challenge-names";

/** The challenges that the login page has a form for, each with what its form answers. */
const ANSWERS = {
  EMAIL_OTP: (form) => ({ EMAIL_OTP_CODE: codeIn(form) }),
  MFA_SETUP: () => ({}),
  NEW_PASSWORD_REQUIRED: (form) => ({
    NEW_PASSWORD: form.get("new-password") ?? "",
    ...Object.fromEntries([...form].filter(([name]) => name.startsWith("userAttributes."))),
  }),
  PASSWORD: (form) => ({ PASSWORD: form.get("password") ?? "" }),
  SELECT_CHALLENGE: (form) => ({ ANSWER: form.get("answer") ?? "" }),
  SELECT_MFA_TYPE: (form) => ({ ANSWER: form.get("answer") ?? "" }),
  SMS_MFA: (form) => ({ SMS_MFA_CODE: codeIn(form) }),
  SMS_OTP: (form) => ({ SMS_OTP_CODE: codeIn(form) }),
  SOFTWARE_TOKEN_MFA: (form) => ({ SOFTWARE_TOKEN_MFA_CODE: codeIn(form) }),
  WEB_AUTHN: (form) => ({ CREDENTIAL: form.get("credential") ?? "" }),
} satisfies Partial<Record<ChallengeName, (form: Parameters) => Readonly<Record<string, string>>>>;

export type PageChallenge = keyof typeof ANSWERS;

export function isPageChallenge(name: string): name is PageChallenge {
  return Object.hasOwn(ANSWERS, name);
}

/** ChallengeResponses, beside the user name. */
export function responsesIn(form: Parameters, challenge: PageChallenge): Readonly<Record<string, string>> {
  return ANSWERS[challenge](form);
}

export function codeIn(form: Parameters): string {
  return form.get("code")?.trim() ?? "";
}
