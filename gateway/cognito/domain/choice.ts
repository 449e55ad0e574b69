import type { AuthorizationRequest } from "./authorization-request";

/**
 * Whether users say who they are first, and then choose how they sign in.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-managedlogin.html
 */
export function offersChoice({ client, pool }: Pick<AuthorizationRequest, "client" | "pool">): boolean {
  return (
    client.explicitAuthFlows.includes("ALLOW_USER_AUTH") &&
    pool.settings.firstFactors.some((factor) => factor !== "PASSWORD")
  );
}

/** What the page lets users choose from. It has no script that proves a password without sending it. */
export function pageChoices(choices: readonly string[]): readonly string[] {
  return choices.filter((choice) => choice !== "PASSWORD_SRP");
}
