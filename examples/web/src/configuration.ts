import { Amplify } from "aws-amplify";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";
import { parseAmplifyConfig, sessionStorage } from "aws-amplify/utils";

const FILE = "/amplify_outputs.json";

/** What `gatehouse client` writes below `custom`, where the file's schema has no place for it. */
interface Outputs {
  readonly custom?: {
    readonly API?: Readonly<Record<string, { readonly endpoint: string; readonly region: string }>>;
    /** Endpoints of the gate on localhost; none in the cloud. */
    readonly gatehouse?: { readonly endpoints?: Readonly<Record<string, string>> };
  };
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
  const { API, gatehouse } = outputs.custom ?? {};
  const [name] = Object.keys(API ?? {});
  if (Auth === undefined || API === undefined || name === undefined)
    throw new Error(`${FILE} needs the fields "auth" and "custom.API".`);
  Amplify.configure({
    Auth: { Cognito: { ...Auth.Cognito, ...gatehouse?.endpoints } } as typeof Auth,
    API: { REST: API },
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
