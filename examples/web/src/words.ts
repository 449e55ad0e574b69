import { Refusal } from "./pets";
import { NoRoleError } from "./session";

/** What a status means to the user of this page. */
const STATUSES: Readonly<Record<number, string>> = {
  400: "The API does not accept this",
  401: "The API does not know you; sign in again",
  429: "Too many calls; try again in a moment",
};

/** Errors of Amplify whose own message is not for users. Those of Cognito are, such as "Incorrect username or password." */
const ERRORS: Readonly<Record<string, string>> = {
  // Of pools that tell which users exist.
  UserNotFoundException: "Incorrect username or password.",
  NetworkError: "No answer: the server cannot be reached, or its CORS does not name this page's origin.",
};

export interface Words {
  readonly sentence: string;
  /** What the API itself says. */
  readonly detail?: string;
}

/** What is said of a call that failed. */
export function inWords(error: unknown): Words {
  if (error instanceof Refusal) {
    return { sentence: `${meaningOf(error)} (${error.status}).`, detail: `The API says: ${error.message}` };
  }
  if (error instanceof NoRoleError) return { sentence: "Your account has no role in this shop." };
  const { message, name } = error instanceof Error ? error : new Error(String(error));
  return { sentence: ERRORS[name] ?? message };
}

/** IAM answers 403 to a role without the right; API Gateway does to a signature that is wrong or too old as well. */
function meaningOf({ message, status }: Refusal): string {
  if (status === 403 && message.includes("is not authorized to perform")) return "Your role may not do this";
  return STATUSES[status] ?? "The API refused this";
}
