import { AwsClient } from "aws4fetch";

/** The script of a page. It is bundled, and runs in the browser. */

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface PageCall {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly mode?: "cors" | "no-cors";
  /** Signs the call. */
  readonly credentials?: Credentials;
  readonly region?: string;
}

/** What a script learns of a response. */
export type Seen =
  | {
      readonly readable: true;
      readonly status: number;
      readonly body: string;
      /** By name in lower case: the exposed headers and the few that a browser always shows. */
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly readable: false; readonly error: string };

export interface SignIn {
  readonly endpoint: string;
  readonly clientId: string;
  readonly identityPoolId: string;
  readonly issuer: string;
  readonly username: string;
  readonly password: string;
}

export interface SignedIn {
  readonly idToken: string;
  readonly accessToken: string;
  readonly credentials: Credentials;
}

async function call({ credentials, region, url, ...init }: PageCall): Promise<Seen> {
  const request: RequestInit = { ...init, cache: "no-store" };
  try {
    const answer = credentials
      ? await new AwsClient({
          ...credentials,
          service: "execute-api",
          region: region ?? "us-east-1",
          retries: 0,
        }).fetch(url, request)
      : await fetch(url, request);
    return {
      readable: true,
      status: answer.status,
      body: await answer.text(),
      headers: Object.fromEntries(answer.headers.entries()),
    };
  } catch (error) {
    return { readable: false, error: String(error) };
  }
}

/** Signs in with the calls that the AWS SDK for browsers makes. */
async function signIn(who: SignIn): Promise<SignedIn> {
  const ask = async (target: string, input: object) => {
    const answer = await fetch(who.endpoint, {
      method: "POST",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { AuthenticationResult } = await ask("AWSCognitoIdentityProviderService.InitiateAuth", {
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: who.clientId,
    AuthParameters: { USERNAME: who.username, PASSWORD: who.password },
  });
  const Logins = { [who.issuer.slice("https://".length)]: AuthenticationResult.IdToken };
  const { IdentityId } = await ask("AWSCognitoIdentityService.GetId", {
    IdentityPoolId: who.identityPoolId,
    Logins,
  });
  const { Credentials } = await ask("AWSCognitoIdentityService.GetCredentialsForIdentity", {
    IdentityId,
    Logins,
  });
  return {
    idToken: AuthenticationResult.IdToken,
    accessToken: AuthenticationResult.AccessToken,
    credentials: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretKey,
      sessionToken: Credentials.SessionToken,
    },
  };
}

declare global {
  var client: { readonly call: typeof call; readonly signIn: typeof signIn };
}

globalThis.client = { call, signIn };
