import { openSecrets } from "../../gateway/state/secrets";
import { partnerSecret } from "../../gateway/third-party-issuer/kept-secret";
import { UsageError } from "../error";

/**
 * The access token that the gate's third-party issuer gives a client, by the client-credentials grant.
 *
 * @throws UsageError `GATE_NOT_RUNNING`, `SIGN_IN_REFUSED`
 */
export async function partnerToken(
  clientId: string,
  { stateDir, tokenEndpoint }: { readonly stateDir: string; readonly tokenEndpoint: string },
): Promise<string> {
  const secret = openSecrets(stateDir).get(partnerSecret(clientId), () => "");
  const response = await fetch(tokenEndpoint, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  }).catch((error: Error) => {
    throw new UsageError(
      "GATE_NOT_RUNNING",
      `The issuer at ${tokenEndpoint} does not answer: ${error.message}`,
    );
  });
  const { access_token: token, error } = (await response.json()) as Readonly<Record<string, unknown>>;
  if (response.ok && typeof token === "string") return token;
  throw new UsageError("SIGN_IN_REFUSED", `The third-party issuer refuses ${clientId}: ${error}`);
}
