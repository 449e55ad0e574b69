/** The warehouse reads the inventory: its IAM role opens the route, and an API key counts its calls. */
import { print } from "./result.mjs";
import { setting } from "./setting.mjs";
import { signedFetch } from "./signed-fetch.mjs";

await print(
  await signedFetch(`${setting("API_URL")}/inventory`, {
    region: setting("AWS_REGION"),
    headers: { "x-api-key": setting("API_KEY") },
  }),
);
