/** Writes public/amplify_outputs.json from the line that `npm run gate -- --json` prints: node configure.mjs FILE [TO] */
import { readFileSync, writeFileSync } from "node:fs";

const [from, to = new URL("public/amplify_outputs.json", import.meta.url)] = process.argv.slice(2);
const gate = JSON.parse(readFileSync(from, "utf8").split("\n")[0]);
const outputs = {
  version: "1.1",
  auth: {
    aws_region: gate.region,
    user_pool_id: gate.userPoolId,
    user_pool_client_id: gate.clientId,
    identity_pool_id: gate.identityPoolId,
    unauthenticated_identities_enabled: false,
    user_pool_endpoint: gate.endpoint,
    identity_pool_endpoint: gate.endpoint,
  },
  custom: { API: { petstore: { endpoint: gate.url, region: gate.region, apiName: "petstore" } } },
};
writeFileSync(to, `${JSON.stringify(outputs, null, 2)}\n`);
