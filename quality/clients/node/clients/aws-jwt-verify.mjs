import assert from "node:assert/strict";
import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify";
import { JwtInvalidSignatureError } from "aws-jwt-verify/error";
import { claims, signedIn } from "../context.mjs";

const jwksUri = ({ gate }) => `${gate.endpoint}/${gate.userPoolId}/.well-known/jwks.json`;

async function bothTokens(context, verify) {
  const { AccessToken, IdToken } = await signedIn(context, "bob");
  for (const [token, tokenUse] of [
    [IdToken, "id"],
    [AccessToken, "access"],
  ]) {
    assert.equal((await verify(token, tokenUse)).sub, claims(token).sub);
    const [head, , signature] = token.split(".");
    const other = Buffer.from(JSON.stringify({ ...claims(token), "cognito:groups": ["admin"] })).toString(
      "base64url",
    );
    await assert.rejects(verify(`${head}.${other}.${signature}`, tokenUse), JwtInvalidSignatureError);
  }
}

export const operations = {
  "verify tokens, keys given": async (context) => {
    const { clientId, userPoolId } = context.gate;
    const keys = context.gate.fillsKeys && (await context.keys());
    await bothTokens(context, (token, tokenUse) => {
      const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse });
      if (keys) verifier.cacheJwks(keys);
      return verifier.verify(token);
    });
  },
  "verify tokens, keys fetched": async (context) => {
    const { clientId, issuer } = context.gate;
    const verifiers = {
      id: JwtVerifier.create({ issuer, audience: clientId, jwksUri: jwksUri(context) }),
      access: JwtVerifier.create({ issuer, audience: null, jwksUri: jwksUri(context) }),
    };
    await bothTokens(context, (token, tokenUse) => verifiers[tokenUse].verify(token));
  },
};
