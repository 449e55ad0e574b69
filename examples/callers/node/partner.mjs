/**
 * A partner's program lists the pets, or adds one: node partner.mjs [NAME]
 *
 * It has a token of the partners' own issuer, by the client credentials grant (RFC 6749, section 4.4).
 */
import { print } from "./result.mjs";
import { setting } from "./setting.mjs";

/** @returns {Promise<string>} an access token, which a program that runs on keeps until it expires */
async function accessToken() {
  const [id, secret] = [setting("PARTNER_CLIENT_ID"), setting("PARTNER_CLIENT_SECRET")].map(
    encodeURIComponent,
  );
  const response = await fetch(setting("PARTNER_TOKEN_URL"), {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
    redirect: "error",
  });
  const answer = /** @type {{ access_token: string, error?: string }} */ (await response.json());
  if (response.ok) return answer.access_token;
  console.error(`The issuer gives no token: ${response.status} ${answer.error}`);
  process.exit(1);
}

const [name] = process.argv.slice(2);
const token = await accessToken();
await print(
  await fetch(`${setting("API_URL")}/partner/pets`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(name !== undefined && { method: "POST", body: JSON.stringify({ name }) }),
    redirect: "error",
  }),
);
