import type { CognitoUserPoolClientConfig } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import * as v from "valibot";
import { literals } from "../arguments/literal";
import { type Entries, fields, listOf, says, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";
import type { Federation } from "./federation";
import type { UserPoolRef } from "./user-pool";

/** Sign-in on Cognito's pages by the authorization code flow. The app uses PKCE, for which Cognito accepts S256 only. */
export interface CodeFlow {
  /** Redirect URIs: exact https addresses, or addresses with an app's own scheme. */
  readonly callbackUrls: readonly string[];
  /** Where users are sent after they sign out. @default none */
  readonly logoutUrls?: readonly string[];
  /** The scopes that the client may ask for. @default openid, email and profile */
  readonly scopes?: readonly string[];
  /** Further identity providers. @default the pool's own users only */
  readonly federation?: Federation;
}

const federation = v.custom<Federation>((value) => {
  const { names, providers } = Object(value) as Partial<Federation>;
  return Array.isArray(names) && Array.isArray(providers);
}, says("a Federation"));

/** The settings of the code flow that are plain data. */
export const codeFlowEntries = {
  callbackUrls: listOf(someText),
  logoutUrls: v.exactOptional(listOf(someText)),
  scopes: v.exactOptional(listOf(someText)),
};

export const codeFlowSchema = fields({
  ...codeFlowEntries,
  federation: v.exactOptional(federation),
} satisfies Entries<CodeFlow>);

/**
 * The OAuth arguments of a client. Every list is written, since one that is left out keeps its former value.
 *
 * @throws DeclarationError `CALLBACK_INVALID`, `CALLBACK_MISSING`
 */
export function oauthArguments(
  name: string,
  flow: CodeFlow | undefined,
  { resourceServer }: Pick<UserPoolRef, "resourceServer">,
): Partial<CognitoUserPoolClientConfig> {
  for (const url of [...(flow?.callbackUrls ?? []), ...(flow?.logoutUrls ?? [])]) checkUrl(name, url);
  if (flow?.callbackUrls.length === 0) {
    throw new DeclarationError(
      "CALLBACK_MISSING",
      `The client "${name}" has the code flow and no callback address.`,
    );
  }
  const scopes = flow ? [...(flow.scopes ?? ["openid", "email", "profile"])] : [];
  const needed = [
    ...(flow?.federation?.providers ?? []),
    // Its scopes must exist before a client can have them.
    ...(resourceServer && scopes.some((scope) => scope.includes("/")) ? [resourceServer] : []),
  ];
  return {
    allowedOauthFlowsUserPoolClient: flow !== undefined,
    allowedOauthFlows: flow ? ["code"] : [],
    allowedOauthScopes: scopes,
    callbackUrls: literals([...(flow?.callbackUrls ?? [])]),
    logoutUrls: literals([...(flow?.logoutUrls ?? [])]),
    supportedIdentityProviders: ["COGNITO", ...(flow?.federation?.names ?? [])],
    ...(needed.length > 0 && { dependsOn: needed }),
  };
}

function checkUrl(name: string, url: string): void {
  const sound =
    /^https:\/\/[^\s*#]+$/.test(url) || /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[^\s*#]*)?$/.test(url);
  // An app's own scheme has a dot: `com.example.shop:/callback`.
  if (sound || /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:\/[^\s*#]*$/.test(url)) return;
  throw new DeclarationError(
    "CALLBACK_INVALID",
    `The client "${name}" may be called back at "${url}"; expected an exact https address, http://localhost, or com.example.app:/….`,
  );
}
