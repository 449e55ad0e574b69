import { Amplify } from "aws-amplify";
import { get, post } from "aws-amplify/api";
import * as auth from "aws-amplify/auth";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";

/** What the tests of Amplify do with it, in Node.js and in a page: plain data goes in and comes out. */

const inPage = typeof window !== "undefined";
const kept = new Map();
const memory = {
  setItem: async (key, value) => void kept.set(key, value),
  getItem: async (key) => kept.get(key) ?? null,
  removeItem: async (key) => void kept.delete(key),
  clear: async () => kept.clear(),
};

export function configure(config) {
  Amplify.configure(config);
  if (!inPage) cognitoUserPoolsTokenProvider.setKeyValueStorage(memory);
}

const functions = { ...auth };

/** Calls a function of aws-amplify/auth. */
export async function call(name, input) {
  return JSON.parse(JSON.stringify((await functions[name](input)) ?? null));
}

export async function session(options) {
  const { credentials, identityId, tokens } = await auth.fetchAuthSession(options);
  return {
    identityId,
    hasCredentials: credentials?.sessionToken !== undefined,
    access: tokens && { text: `${tokens.accessToken}`, claims: tokens.accessToken.payload },
    id: tokens && { text: `${tokens.idToken}`, claims: tokens.idToken.payload },
  };
}

/** The status of a call that Amplify signs. */
export async function request(method, path, body) {
  const send = { GET: get, POST: post }[method];
  const { response } = send({ apiName: "shop", path, options: body && { body } });
  return response.then(
    ({ statusCode }) => statusCode,
    (error) => error.response?.statusCode ?? Promise.reject(error),
  );
}

/** A token that Amplify keeps for the client that it is configured with: `accessToken`, `refreshToken`, … */
export function stored(token) {
  const { userPoolClientId } = Amplify.getConfig().Auth.Cognito;
  const entries = inPage ? Object.entries(localStorage) : [...kept];
  return entries.find(([key]) => key.includes(`.${userPoolClientId}.`) && key.endsWith(`.${token}`))?.[1];
}

/** The status of a call with headers of one's own. */
export async function send(url, init) {
  return (await fetch(url, init)).status;
}
