import { UsageError } from "../../error";
import { type Chosen, onlyApi, titleOf, withKnownRoutes } from "../choose";
import { isUnknown, need } from "../need";
import { concreteRoutes, inWords } from "../routes";
import { signInOf } from "../sign-in";
import { type Format, type FormatOptions, madeBy } from "./format";

/** A .env file of addresses and ids, none of them secret. */
export const env: Format = (chosen, options) => {
  const functionUrls = knownUrls(chosen);
  const lines = [
    `# ${madeBy(chosen, options)}`,
    ...Object.entries(valuesOf(chosen)).map(([name, value]) => lineOf(`${options.prefix}${name}`, value)),
    ...chosen.apis.flatMap((api) =>
      chosen.facts.partial === undefined
        ? concreteRoutes(withKnownRoutes(api)).map(
            (route) => `# ${route.method} ${route.path} takes ${inWords(route)}.`,
          )
        : [],
    ),
    ...functionUrls.map(({ credential, name }) => `# The URL of ${name} takes ${TAKEN[credential.kind]}.`),
  ];
  const { partial } = chosen.facts;
  return {
    files: { ".env": `${lines.join("\n")}\n` },
    notes: [
      ...(partial === undefined ? [] : [`The file does not say what each route takes: ${partial}`]),
      ...chosen.functionUrls
        .filter((url) => !functionUrls.includes(url))
        .map(({ address, name }) => `The URL of ${name} is left out: ${address} is not known.`),
    ],
  };
};

function valuesOf(chosen: Chosen): Readonly<Record<string, string>> {
  const { apis, facts, identityPool, pool } = chosen;
  const signIn = signInOf(chosen);
  const functionUrls = knownUrls(chosen);
  if (!signIn && apis.length === 0 && functionUrls.length === 0) onlyApi(chosen);
  const issuer = signIn && need(signIn.pool.issuer, "the issuer of tokens", facts);
  return {
    REGION: need(facts.region, "the region", facts),
    ...Object.fromEntries(
      apis.map((api) => [nameOf(api, apis), need(api.url, `the address of ${api.name}`, facts)]),
    ),
    ...Object.fromEntries(
      functionUrls.map((one) => [
        urlNameOf(one, functionUrls),
        need(one.url, `the URL of ${one.name}`, facts),
      ]),
    ),
    ...(signIn && { USER_POOL_ID: signIn.userPoolId, CLIENT_ID: signIn.clientId, ISSUER: issuer as string }),
    ...(signIn?.identityPoolId !== undefined && { IDENTITY_POOL_ID: signIn.identityPoolId }),
    ...(pool?.oauthUrl !== undefined && {
      OAUTH_URL: need(pool.oauthUrl, "the domain of the user pool", facts),
    }),
    ...(pool?.endpoint !== undefined && { USER_POOL_ENDPOINT: pool.endpoint }),
    ...(identityPool?.endpoint !== undefined && { IDENTITY_POOL_ENDPOINT: identityPool.endpoint }),
  };
}

type Url = Chosen["functionUrls"][number];

const TAKEN: Readonly<Record<Url["credential"]["kind"], string>> = {
  none: "no credentials",
  signature: "a signature (SigV4, lambda)",
};

/** Those whose address and lock are known: an address is there only after apply. */
function knownUrls({ functionUrls }: Chosen): readonly Url[] {
  return functionUrls.filter(({ unknown, url }) => unknown === undefined && !isUnknown(url));
}

/** `ECHO_FUNCTION_URL`; with the name of the resource where a function has several, of its aliases. */
function urlNameOf({ address, name }: Url, all: readonly Url[]): string {
  const isOnly = all.filter((other) => other.name === name).length === 1;
  const title = isOnly ? name : `${name}_${address.split(".").at(-1)}`;
  return `${title.replace(/\W+/g, "_").toUpperCase()}_FUNCTION_URL`;
}

/** `API_URL`; of several APIs `PETS_API_URL`. */
function nameOf(api: Chosen["apis"][number], apis: Chosen["apis"]): string {
  if (apis.length === 1) return "API_URL";
  return `${titleOf(api, apis).replace(/\W+/g, "_").toUpperCase()}_API_URL`;
}

/**
 * Readers of .env files differ in quotes and escapes; addresses and ids need none.
 *
 * @throws UsageError `CLIENT_FORMAT_UNFIT`
 */
function lineOf(name: string, value: string): string {
  if (/^[\w:/.@~+,=-]*$/.test(value)) return `${name}=${value}`;
  throw new UsageError(
    "CLIENT_FORMAT_UNFIT",
    `${name} is ${JSON.stringify(value)}, and readers of .env files do not agree on such characters.`,
  );
}

/** @throws UsageError `CLIENT_FORMAT_UNFIT` */
export function checkedPrefix(prefix: FormatOptions["prefix"]): string {
  if (/^([A-Z][A-Z0-9_]*)?$/.test(prefix)) return prefix;
  throw new UsageError(
    "CLIENT_FORMAT_UNFIT",
    `--prefix ${prefix}: expected capitals, digits and _, such as VITE_.`,
  );
}
