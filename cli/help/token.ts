import type { CommandHelp } from "./command";
import { JSON_OPTION, STATE_OPTION } from "./options";

export const tokenHelp = {
  name: "token",
  calls: ["USER"],
  summary: "sign a user of the running gate in, and print the access token",
  about: "It signs in as an app does: by SRP, with the client that an app ships.",
  operands: { least: 1, most: 1, what: "one USER, such as bob" },
  options: {
    id: { about: "the ID token" },
    password: { takes: "P", about: "default the one that the gate made" },
    "new-password": { takes: "P", about: "what takes the place of a temporary password" },
    ...JSON_OPTION,
    ...STATE_OPTION,
  },
  examples: [
    ["token bob", "print Bob's access token"],
    ["token --id bob", "print Bob's ID token"],
    ["token erin --new-password 'Another-Password-1'", "choose a password in place of a temporary one"],
  ],
  statuses: { 0: "the token is printed" },
} as const satisfies CommandHelp;
