import { strToU8, zipSync } from "fflate";

/** Handlers, by function. Each notes that it ran before it does anything else. */
const sources: Readonly<Record<string, string>> = {
  echo: `exports.handler = async (event, context) => {
    ran();
    const { what } = event.queryStringParameters ?? {};
    if (what === "throw") throw new Error("broken");
    if (what === "extra") return { statusCode: 200, surprise: true };
    if (what === "empty") return {};
    if (what === "picture") return { isBase64Encoded: true, headers: { "content-type": "image/png" }, body: "cGljdHVyZQ==" };
    if (what === "page") return { statusCode: 200, headers: { "Cross-Origin-Opener-Policy": "same-origin", "x-own": "1" } };
    if (what === "script") return { statusCode: 200, headers: { "content-type": "text/javascript", "Service-Worker-Allowed": "/" } };
    if (what === "sleep") await new Promise((resolve) => setTimeout(resolve, 30_000));
    if (what === "exit") process.exit(3);
    if (what === "print") console.log("printed by the handler");
    if (what === "environment") return { statusCode: 200, body: JSON.stringify({ ...process.env }) };
    return { statusCode: 200, body: JSON.stringify({ event, context }) };
  };`,
  authorizer: `exports.handler = async (event) => {
    ran();
    const token = (event.authorizationToken ?? event.headers.authorization).replace("Bearer ", "");
    const policy = (Effect, Resource) => ({ principalId: "carol", policyDocument: { Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] }, context: { userId: "carol", level: 7, staff: true } });
    const all = event.methodArn.split("/").slice(0, 2).join("/") + "/*";
    if (token === "allow") return policy("Allow", all);
    if (token === "allow-this") return policy("Allow", event.methodArn);
    if (token === "without-slash") return policy("Allow", event.methodArn.slice(0, -1));
    if (token === "deny") return policy("Deny", all);
    if (token === "elsewhere") return policy("Allow", all.replace("a1b2c3d4e5", "zzzzzzzzzz"));
    if (token === "null") return null;
    if (token === "proxy") return { statusCode: 200, body: "{}" };
    if (token === "nested") return { ...policy("Allow", all), context: { a: { b: 1 } } };
    if (token === "slow") await new Promise((resolve) => setTimeout(resolve, 30_000));
    if (token === "unauthorized") throw new Error("Unauthorized");
    throw new Error("boom " + token);
  };`,
  trigger: `exports.handler = async (event) => {
    ran();
    const groups = event.request.groupConfiguration.groupsToOverride ?? [];
    const scopesToAdd = ["api/read", ...(groups.includes("admin") ? ["api/write"] : [])];
    return { ...event, response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToAdd } } } };
  };`,
};

export const archives = (name: string): Uint8Array =>
  zipSync({
    "index.js": strToU8(
      `const ran = () => require("node:fs").appendFileSync(process.env.RAN, "${name}\\n");\n${sources[name]}`,
    ),
    "roles.json": strToU8(JSON.stringify({ roles: { admin: { allow: [] }, user: { allow: [] } } })),
  });
