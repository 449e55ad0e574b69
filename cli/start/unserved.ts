import { didYouMean } from "../../contract/did-you-mean";
import type { ApiModel, FunctionUrl, HttpApi, RestApi } from "../../terraform/model";
import type { Unserved } from "../../terraform/read";
import { NOTHING_DECLARES_IT } from "../../terraform/sources";
import { UsageError } from "../error";
import type { Served } from "../sources/served";

export interface ChooseOptions {
  /** Names, addresses or ids of APIs; the others are left out. Empty is all of them. */
  readonly apis: readonly string[];
  /** Whether the rest is served where a part cannot be. */
  readonly refusesUnsupported: boolean;
}

/** The model that is served, and what to say of what is not. */
export interface Chosen {
  readonly model: ApiModel;
  readonly lines: readonly string[];
}

/**
 * The chosen APIs. What cannot be enforced and may touch one of their methods stops the start.
 *
 * @throws UsageError `API_UNKNOWN`, `NOT_SERVED` with the complete list
 */
export function chosenFrom(served: Served, { apis, refusesUnsupported }: ChooseOptions): Chosen {
  const model = withApis(served.model, apis);
  const methods = new Set(servedApis(model).flatMap((api) => api.methods.map(({ address }) => address)));
  const touching = served.unserved.flatMap((part) => {
    const stops = part.stops === "all" ? part.stops : part.stops.filter((address) => methods.has(address));
    return [{ ...part, stops }];
  });
  const stopping = touching.filter(({ stops }) => stops === "all" || stops.length > 0);
  const idle = idleLine(touching.filter((part) => !stopping.includes(part)));
  if (stopping.length === 0) return { model, lines: idle };
  const list = listed(stopping, model);
  if (refusesUnsupported)
    return { model, lines: [`Answered with 501, as they cannot be enforced here:`, ...list, ...idle] };
  throw new UsageError(
    "NOT_SERVED",
    [
      "This Terraform has parts that cannot be enforced here. --refuse-unsupported serves the rest, and answers 501 in their place:",
      ...list,
      ...hints(stopping),
      ...misnamed(model, stopping),
    ].join("\n"),
  );
}

function idleLine([first, ...others]: readonly Unserved[]): string[] {
  if (!first) return [];
  const more = others.length === 0 ? "" : `, and ${counted(others.length)} more`;
  return [`Not served, and no method depends on it: ${said(first)}${more}`];
}

type ServedApi = RestApi | HttpApi | FunctionUrl;

function servedApis({ apis, functionUrls = [], httpApis = [] }: ApiModel): readonly ServedApi[] {
  return [...apis, ...httpApis, ...functionUrls];
}

function withApis(model: ApiModel, wanted: readonly string[]): ApiModel {
  if (wanted.length === 0) return model;
  const all = servedApis(model);
  const named = ({ address, id, name }: ServedApi, by: string) => [address, id, name].includes(by);
  for (const name of wanted)
    if (!all.some((api) => named(api, name)))
      throw new UsageError(
        "API_UNKNOWN",
        `--api ${name}: there is no such API; there are ${all.map(({ name }) => name).join(", ") || "none"}.`,
      );
  const isWanted = (api: ServedApi) => wanted.some((by) => named(api, by));
  return {
    ...model,
    apis: model.apis.filter(isWanted),
    ...(model.httpApis && { httpApis: model.httpApis.filter(isWanted) }),
    ...(model.functionUrls && { functionUrls: model.functionUrls.filter(isWanted) }),
  };
}

/** One line for each part, with what it stops; parts that are only not served because another one is not are counted. */
function listed(parts: readonly Unserved[], model: ApiModel): string[] {
  const routes = new Map(
    servedApis(model).flatMap(({ methods }) =>
      methods.map(({ address, path, verb }) => [address, `${verb} ${path}`] as const),
    ),
  );
  return parts
    .filter(({ because }) => because === undefined)
    .flatMap((part) => {
      const following = parts.filter(({ because }) => because === part.address);
      const more =
        following.length === 0 ? "" : `; ${counted(following.length)} beside it for the same reason`;
      return [`  ${said(part)}${more}`, `    stops ${stoppedBy([part, ...following], routes)}`];
    });
}

/** Variables that have no value. */
function variablesOf(parts: readonly Unserved[]): ReadonlySet<string> {
  const found = parts.flatMap(({ why }) => [...why.matchAll(/\bvar\.([\w-]+): it has no default/g)]);
  return new Set(found.map(([, name = ""]) => name));
}

/** What would make the values known. */
function hints(parts: readonly Unserved[]): string[] {
  const variables = variablesOf(parts);
  const options = [
    ...(parts.some(({ why }) => why.includes("terraform.workspace")) ? ["--workspace NAME"] : []),
    ...[...variables].map((name) => `--var ${name}=VALUE`),
  ];
  const isModuleAbsent = parts.some(
    ({ why }) => why.startsWith("the module ") && why.includes("is not available"),
  );
  return [
    ...(options.length > 0 ? [`Some of it is known with ${options.join(" ")}.`] : []),
    ...(isModuleAbsent
      ? [
          '"terraform init -backend=false" fetches modules; --accept ADDRESS says that one has no say in who may call what.',
        ]
      : []),
  ];
}

/** Values that are given and that nothing declares: a misspelt name leaves another variable without its value. */
function misnamed({ notices }: ApiModel, parts: readonly Unserved[]): string[] {
  return notices
    .filter(({ message }) => message === `it ${NOTHING_DECLARES_IT}`)
    .map(({ address }) => {
      const name = address.replace(/^var\./, "");
      return `${address} ${NOTHING_DECLARES_IT}.${didYouMean(name, [...variablesOf(parts)])}`;
    });
}

function said({ address, argument, why }: Unserved): string {
  const name = argument === undefined || why.startsWith(argument) ? "" : `${argument}: `;
  return `${address === "" ? "" : `${address}: `}${name}${why}`;
}

function counted(count: number): string {
  return count === 1 ? "1 part" : `${count} parts`;
}

const NAMED = 4;

function stoppedBy(parts: readonly Unserved[], routes: ReadonlyMap<string, string>): string {
  if (parts.some(({ stops }) => stops === "all")) return "every method";
  const stopped = [...new Set(parts.flatMap(({ stops }) => (stops === "all" ? [] : stops)))];
  const names = stopped.map((address) => routes.get(address) ?? address);
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(", ")} and ${more} more` : names.join(", ");
}
