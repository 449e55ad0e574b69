// The function that all gates of the benchmark run, and an authorizer that verifies an HS256 token with its time.
const { createHmac, timingSafeEqual } = require("node:crypto");

const body = '{"pets":[{"name":"Rex","petId":"5a446af0-0f81-4ba1-ac4b-47a5ec5aa16a"}]}';

exports.answer = async () => ({ statusCode: 200, headers: { "Content-Type": "application/json" }, body });

exports.authorizer = async ({ authorizationToken = "", methodArn }) => {
  const [head, payload, signature = ""] = authorizationToken.replace(/^Bearer /, "").split(".");
  const expected = createHmac("sha256", "bench").update(`${head}.${payload}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error("Unauthorized");
  const { exp, sub } = JSON.parse(Buffer.from(payload, "base64url").toString());
  if (!(exp > Date.now() / 1_000)) throw new Error("Unauthorized");
  const Statement = [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: methodArn }];
  return { principalId: sub, policyDocument: { Version: "2012-10-17", Statement } };
};
