import { Sha256 } from "@aws-crypto/sha256-js";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { SignatureV4 } from "@smithy/signature-v4";

/** Milliseconds that an answer may take. API Gateway gives up after 29 s. */
const LIMIT = 30_000;

/**
 * Calls a route of the lock `iam` with the credentials that the AWS SDK finds: variables, a profile, or the role of the
 * Lambda function, container or machine. Temporary ones are renewed by the SDK, and so none are kept here.
 *
 * @param {string} address
 * @param {{ region: string, method?: string, headers?: Record<string, string>, body?: string }} options
 */
export async function signedFetch(address, { body, headers = {}, method = "GET", region }) {
  const url = new URL(address);
  const signer = new SignatureV4({ service: "execute-api", region, credentials, sha256: Sha256 });
  const signed = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: queryOf(url),
    // With its port where it has one: what is signed must be what is sent.
    headers: { ...headers, host: url.host },
    body,
  });
  // A redirection would send the signature to another host.
  return fetch(url, {
    method,
    headers: signed.headers,
    body,
    redirect: "error",
    signal: AbortSignal.timeout(LIMIT),
  });
}

const credentials = fromNodeProviderChain();

/**
 * @param {URL} url
 * @returns {Record<string, string[]>}
 */
function queryOf({ searchParams }) {
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
}
