import type { Area } from "../frame/area";
import { coldTable } from "./cold";
import { hostileTables } from "./hostile";
import { warmTable } from "./warm";

export const area: Area = {
  name: "authorizer",
  title: "The Lambda authorizer",
  peers: ["aws-jwt-verify", "jose", "jsonwebtoken", "jwks-rsa", "fast-jwt"],
  run: async ({ quick }) => ({
    tables: [await warmTable(quick), await coldTable(quick), ...(await hostileTables())],
    notRun: [
      {
        name: "EdDSA in jsonwebtoken",
        why: "it has no such algorithm",
      },
    ],
  }),
};
