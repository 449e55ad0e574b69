import { Amplify } from "aws-amplify";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";
import { parseAmplifyConfig, sessionStorage } from "aws-amplify/utils";

const FILE = "/amplify_outputs.json";

/** What this page reads of the file beyond Amplify's own fields. */
interface Outputs {
  readonly auth?: {
    /** Where the user pool is served, if not by AWS: `http://127.0.0.1:3000`. */
    readonly user_pool_endpoint?: string;
    readonly identity_pool_endpoint?: string;
  };
  readonly custom?: { readonly API?: Readonly<Record<string, RestApi>> };
}

interface RestApi {
  readonly endpoint: string;
  readonly region: string;
}

/**
 * Configures Amplify from the file beside the page, which is fetched so that one build serves every environment.
 *
 * @returns the name of the API
 * @throws Error that says what is missing
 */
export async function configure(): Promise<string> {
  const outputs = await read();
  const { Auth } = parseAmplifyConfig(outputs as Parameters<typeof parseAmplifyConfig>[0]);
  const [api] = Object.entries(outputs.custom?.API ?? {});
  if (Auth === undefined || api === undefined)
    throw new Error(`${FILE} needs the fields "auth" and "custom.API".`);
  const [name, { endpoint, region }] = api;
  const { identity_pool_endpoint, user_pool_endpoint } = outputs.auth ?? {};
  Amplify.configure({
    Auth: {
      Cognito: {
        ...Auth.Cognito,
        ...(user_pool_endpoint && { userPoolEndpoint: user_pool_endpoint }),
        ...(identity_pool_endpoint && { identityPoolEndpoint: identity_pool_endpoint }),
      },
    } as typeof Auth,
    API: { REST: { [name]: { endpoint, region } } },
  });
  // The tokens are gone when the tab is closed, and no other tab reads them.
  cognitoUserPoolsTokenProvider.setKeyValueStorage(sessionStorage);
  return name;
}

async function read(): Promise<Outputs> {
  const response = await fetch(FILE, { cache: "no-store" });
  // A server of single pages answers with its page for a file that is missing.
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  if (!response.ok || !isJson)
    throw new Error(`There is no ${FILE}; the README says which command writes it.`);
  return response.json();
}
