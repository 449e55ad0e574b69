import { didYouMean } from "../../contract/did-you-mean";
import { UsageError } from "../error";
import type {
  ApiFacts,
  AppClient,
  ClientFacts,
  FunctionUrlFacts,
  IdentityPoolFacts,
  PoolFacts,
} from "./facts";

/** The part of the facts that a file is about. */
export interface Chosen {
  readonly facts: ClientFacts;
  /** That of the app client; absent where there is none without a secret. */
  readonly pool?: PoolFacts;
  readonly client?: AppClient;
  readonly identityPool?: IdentityPoolFacts;
  readonly apis: readonly ApiFacts[];
  readonly functionUrls: readonly FunctionUrlFacts[];
}

export interface Wanted {
  /** Name or id of an app client. @default the only one that an app may have */
  readonly client?: string | undefined;
  /** Name of an API, or of the function of a URL. @default all */
  readonly api?: string | undefined;
  /** @default all */
  readonly stage?: string | undefined;
}

/** @throws UsageError `CLIENT_UNKNOWN`, `CLIENT_AMBIGUOUS` */
export function choose(facts: ClientFacts, wanted: Wanted): Chosen {
  const found = clientOf(facts, wanted.client);
  const functionUrls = functionUrlsOf(facts, wanted);
  const apis = apisOf(facts, wanted, functionUrls);
  if (!found) return { facts, apis, functionUrls };
  const identityPool = facts.identityPools.find(({ clients }) => clients.includes(found.client.address));
  return { facts, apis, functionUrls, ...found, ...(identityPool && { identityPool }) };
}

interface Found {
  readonly pool: PoolFacts;
  readonly client: AppClient;
}

function clientOf({ source, userPools }: ClientFacts, wanted: string | undefined): Found | undefined {
  const all = userPools.flatMap((pool) => pool.clients.map((client): Found => ({ pool, client })));
  if (wanted === undefined) return appClientOf(all);
  const named = all.filter(({ client: { address, id, name } }) => [name, id, address].includes(wanted));
  const [found, second] = named;
  if (second) throw ambiguous("--client", named.map(nameOf));
  const names = all.map(nameOf);
  if (!found)
    throw new UsageError(
      "CLIENT_UNKNOWN",
      `--client ${wanted}: the app clients in ${source} are ${names.join(", ") || "none"}.${didYouMean(wanted, names)}`,
    );
  if (found.client.hasSecret)
    throw new UsageError(
      "CLIENT_UNKNOWN",
      `--client ${wanted}: it has a secret, which a program that users have cannot keep; expected one without.`,
    );
  return found;
}

/** That of apps which users have: without a secret, and where there is a choice, without plain passwords. */
function appClientOf(all: readonly Found[]): Found | undefined {
  const open = all.filter(({ client }) => !client.hasSecret);
  const proving = open.filter(({ client: { flows } }) => !flows.some((flow) => PASSWORDS.includes(flow)));
  const fit = proving.length > 0 ? proving : open;
  if (fit.length > 1) throw ambiguous("--client", fit.map(nameOf));
  return fit[0];
}

const PASSWORDS: readonly string[] = ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"];

function nameOf({ client }: Found): string {
  return client.name;
}

/** A URL has no stage. */
function functionUrlsOf(
  { functionUrls = [] }: ClientFacts,
  { api, stage }: Wanted,
): readonly FunctionUrlFacts[] {
  if (stage !== undefined) return [];
  return functionUrls.filter(({ address, name }) => api === undefined || [name, address].includes(api));
}

function apisOf(
  { apis, source }: ClientFacts,
  { api, stage }: Wanted,
  functionUrls: readonly FunctionUrlFacts[],
): readonly ApiFacts[] {
  const named = apis.filter(
    (one) =>
      (api === undefined || [one.name, one.address].includes(api)) &&
      (stage === undefined || one.stage === stage),
  );
  if (named.length > 0 || functionUrls.length > 0 || (api === undefined && stage === undefined)) return named;
  throw new UsageError(
    "CLIENT_UNKNOWN",
    `${api === undefined ? "" : `--api ${api}`}${stage === undefined ? "" : ` --stage ${stage}`}: in ${source} there are ${listed(apis)}.`.trim(),
  );
}

/**
 * The one API of a file that holds no more than one.
 *
 * @throws UsageError `CLIENT_AMBIGUOUS`, `CLIENT_FACT_UNKNOWN`
 */
export function onlyApi({ apis, facts }: Chosen): ApiFacts {
  const [api, second] = apis;
  if (second) throw ambiguous("--api, and --stage where it has several,", [listed(apis)]);
  if (facts.partial !== undefined) throw new UsageError("CLIENT_FACT_UNKNOWN", facts.partial);
  if (api === undefined)
    throw new UsageError("CLIENT_FACT_UNKNOWN", `There is no API with a stage in ${facts.source}.`);
  return withKnownRoutes(api);
}

/** @throws UsageError `CLIENT_FACT_UNKNOWN` where a file of its routes would leave some out, or say the wrong lock */
export function withKnownRoutes(api: ApiFacts): ApiFacts {
  if (api.unknown !== undefined)
    throw new UsageError("CLIENT_FACT_UNKNOWN", `The routes of ${api.name} may not be all: ${api.unknown}.`);
  const unknown = api.routes.find((route) => route.unknown !== undefined);
  if (unknown)
    throw new UsageError(
      "CLIENT_FACT_UNKNOWN",
      `The lock of ${unknown.method} ${unknown.path} is not known: ${unknown.unknown}.`,
    );
  return api;
}

/** What files call an API: its name, and its stage where it has several. */
export function titleOf({ name, stage }: ApiFacts, apis: readonly ApiFacts[]): string {
  return apis.filter((other) => other.name === name).length > 1 ? `${name}-${stage}` : name;
}

function listed(apis: readonly ApiFacts[]): string {
  return apis.map(({ name, stage }) => `${name} at the stage ${stage}`).join(", ") || "no APIs";
}

function ambiguous(option: string, names: readonly string[]): UsageError {
  return new UsageError(
    "CLIENT_AMBIGUOUS",
    `There are several: ${names.join(", ")}; name one by ${option}.`.replace(",;", ";"),
  );
}
