import type { Caller } from "../../../terraform/access/decide";

/** A verified caller, in one sentence. No token is in it. */
export function callerText(caller: Caller): string {
  switch (caller.kind) {
    case "anonymous":
      return "No credentials are needed";
    case "iam":
      return `Signed under the role ${caller.roleArn}`;
    case "iam-user":
      return `Signed by the user ${caller.userArn}`;
    case "jwt":
      return `A valid token of ${caller.issuer}, ${scopesText(caller.scopes)}`;
    case "policy":
      return `The authorizer names ${caller.principalId}`;
    case "token": {
      const { poolArn, scopes, use } = caller;
      return `A valid ${use} token of ${poolArn}${use === "access" ? `, ${scopesText(scopes)}` : ""}`;
    }
  }
}

function scopesText(scopes: readonly string[]): string {
  return scopes.length === 0 ? "without scopes" : `with the scopes ${scopes.join(" ")}`;
}
