/** Prints what the callers need of a running gate, for a shell: eval "$(node variables.mjs gate.json)" */
import { readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const { apiKeys, partner, region, systems, url } = JSON.parse(readFileSync(file, "utf8").split("\n")[0]);
const [system] = systems;
const [key] = apiKeys;
const client = partner.clients.find(({ roles }) => roles.includes("user"));
const variables = {
  API_URL: url,
  API_KEY: key.value,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: system.accessKeyId,
  AWS_SECRET_ACCESS_KEY: system.secretAccessKey,
  AWS_SESSION_TOKEN: system.sessionToken,
  PARTNER_TOKEN_URL: partner.tokenEndpoint,
  PARTNER_CLIENT_ID: client.clientId,
  PARTNER_CLIENT_SECRET: client.clientSecret,
};
// None has a quotation mark: they are addresses, names, hexadecimal and base64.
for (const [name, value] of Object.entries(variables)) console.log(`export ${name}='${value}'`);
