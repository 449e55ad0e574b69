// The function that all gates of the benchmark run, and their Lambda authorizer, which verifies an RS256 token by its
// issuer's keys. They are fetched once.
const { createPublicKey, verify } = require("node:crypto");

const body = '{"pets":[{"name":"Rex","petId":"5a446af0-0f81-4ba1-ac4b-47a5ec5aa16a"}]}';

exports.answer = async () => ({ statusCode: 200, headers: { "Content-Type": "application/json" }, body });

let keys;

exports.authorizer = async ({ authorizationToken = "", methodArn }) => {
  const [head, payload, signature = ""] = authorizationToken.replace(/^Bearer /, "").split(".");
  keys ??= fetched(process.env.JWKS_URL);
  const { alg, kid } = parsed(head);
  const key = (await keys).get(kid);
  if (alg !== "RS256" || key === undefined) throw new Error("Unauthorized");
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${payload}`),
    key,
    Buffer.from(signature, "base64url"),
  );
  const { exp, iss, sub } = parsed(payload);
  if (!isSigned || iss !== process.env.ISSUER || !(exp > Date.now() / 1_000)) throw new Error("Unauthorized");
  const Statement = [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: methodArn }];
  return { principalId: sub, policyDocument: { Version: "2012-10-17", Statement } };
};

async function fetched(url) {
  const answer = await fetch(url);
  const set = await answer.json();
  return new Map(set.keys.map((key) => [key.kid, createPublicKey({ key, format: "jwk" })]));
}

function parsed(part) {
  return JSON.parse(Buffer.from(part, "base64url").toString());
}
