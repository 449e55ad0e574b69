import type { CommandHelp } from "./command";
import { JSON_OPTION, STATE_OPTION } from "./options";

export const tokenHelp = {
  name: "token",
  calls: ["USER", "NAME --aws", "NAME --issuer URL"],
  summary: "sign a user of the running gate in, and print the access token, or AWS credentials",
  about:
    "It signs in as an app does: by SRP, with the client that an app ships. With --aws, NAME is such a user, who gets the credentials of a role from the identity pool, or the name of a system's IAM role. Of a client of the third-party issuer, such as partner-user, it prints a token of that issuer. With --issuer, NAME is anyone of an issuer of JWT authorizers for which the gate's own stands in, such as Auth0, Okta or a user pool of another Terraform.",
  page: "local-gate.md",
  operands: { least: 1, most: 1, what: "one USER, such as bob" },
  options: {
    id: { about: "the ID token" },
    aws: { about: "AWS credentials, for routes that take signed requests (SigV4)" },
    format: {
      takes: "FORMAT",
      of: ["env", "process"],
      about:
        "of --aws: lines for eval (default), or JSON for the credential_process of a profile of the AWS CLI",
    },
    issuer: { takes: "URL", about: "a token of this issuer, as its JWT authorizer names it" },
    audience: { takes: "A", about: "of --issuer: default the first of its authorizer" },
    scope: {
      takes: "'S …'",
      about: "of --issuer: the scopes of the token; default all for which its routes ask",
    },
    password: { takes: "P", about: "default the one that the gate made" },
    "new-password": { takes: "P", about: "what takes the place of a temporary password" },
    ...JSON_OPTION,
    ...STATE_OPTION,
  },
  examples: [
    ["token bob", "print Bob's access token"],
    ["token --id bob", "print Bob's ID token"],
    ["token partner-user", "print a token of the third-party issuer"],
    ["token carol --issuer https://auth.example.com/", "print a token of another issuer"],
    ["token bob --aws", "print the credentials of Bob's role, for eval"],
    ["token erin --new-password 'Another-Password-1'", "choose a password in place of a temporary one"],
  ],
  statuses: { 0: "the token or the credentials are printed" },
} as const satisfies CommandHelp;
