import type { Api, Operation, Stage } from "../../model";
import { DEFAULT_ROUTE, VERBS } from "../decide";
import { fits, pattern } from "../iam";
import { commonText } from "./common-text";
import { answerOf, sharedTemplates } from "./overlapping-routes";
import { filled, parametersOf, readable, requestsOf, type Template, withPrefix } from "./path-template";
import type { PolicyTexts } from "./policy-texts";

/** A request that is asked about in place of a route. */
export interface Sample {
  readonly verb: string;
  readonly path: string;
  /**
   * Whether it represents every value of the route's parameters; otherwise a policy names its value, as in
   * `/pets/7`.
   */
  readonly general: boolean;
  /** Other methods that may answer it, for AWS does not say which of them does. */
  readonly rivals?: readonly Operation[];
}

/**
 * Requests that together represent all requests that a method answers.
 *
 * A value that no policy names is covered by wildcards alone, so what is allowed for it is allowed for every
 * value, but for those that a policy names; each of these is a sample of its own. Requests that a more specific
 * route answers, as `/pets/export` beside `/pets/{petId}`, are none of the method's.
 *
 * @param texts the resources that policies name
 */
export function samplesOf(
  { api, stage, method }: { readonly api: Api; readonly stage: Stage; readonly method: Operation },
  texts: PolicyTexts,
): readonly Sample[] {
  if (api.kind === "url") return [{ verb: method.verb, path: method.path, general: true }];
  const verbs = method.verb === "ANY" ? anyVerbs(api, method) : [method.verb];
  const template = requestsOf(method);
  if (parametersOf(template).length === 0)
    return verbs.map((verb) => {
      const answer = api.kind === "http" ? answerOf(api, method, verb, method.path) : undefined;
      return { verb, path: method.path, general: true, ...answer };
    });
  const shared = sharedTemplates(api, method);
  const paths = [
    ...generalPaths(template, api, texts),
    // What `$default` takes may be the root, which no parameter stands for.
    ...(method.path === DEFAULT_ROUTE ? ["/"] : []),
  ];
  const found = verbs.flatMap((verb) => {
    const answered = (path: string, general: boolean): Sample[] => {
      const answer = answerOf(api, method, verb, path);
      return answer ? [{ verb, path, general, ...answer }] : [];
    };
    const general = paths.flatMap((path) => answered(path, true));
    const prefix = `${api.executionArn}/${stage.name}/${verb}`;
    // The last slash of a path is no part of a value.
    const named = namedPaths(template, prefix, texts).filter((path) => !path.endsWith("/"));
    const contested = shared
      .flatMap((common) => generalPaths(common, api, texts).map((path) => ({ common, path })))
      .flatMap(({ common, path }) =>
        answered(path, false).map((sample) => ({ ...sample, path: readable(path, common) })),
      );
    return [...general, ...named.flatMap((path) => answered(path, false)), ...oneForEachRival(contested)];
  });
  // A method that others leave nothing is shown as if they were not there.
  if (found.some(({ general }) => general)) return found;
  return [...verbs.map((verb) => ({ verb, path: paths[0] as string, general: true })), ...found];
}

function oneForEachRival(samples: readonly Sample[]): readonly Sample[] {
  const byRival = new Map(
    samples.flatMap((sample) => sample.rivals?.map((rival) => [rival, sample] as const) ?? []),
  );
  return [...new Set(byRival.values())];
}

/** Those that no method of the same path takes before ANY. */
function anyVerbs(api: Api, { path }: Operation): readonly string[] {
  const place = placeOf(path);
  const taken = new Set(api.methods.filter((other) => placeOf(other.path) === place).map(({ verb }) => verb));
  const left = VERBS.filter((verb) => !taken.has(verb));
  return left.length > 0 ? left : VERBS;
}

/** Equal for paths that take the same requests: an HTTP API lets each verb name their parameters. */
function placeOf(path: string): string {
  return path.replace(/\{[^}+]*(\+?)\}/g, "{$1}");
}

/**
 * Paths with values that no policy names; longer ones where a policy counts characters, or a parameter takes slashes.
 */
function generalPaths(template: Template, api: Api, texts: PolicyTexts): string[] {
  const lengths = lengthsFor(texts);
  const depths = parametersOf(template).some(({ greedy }) => greedy) ? depth(api) : 1;
  return lengths.flatMap((length) =>
    Array.from({ length: depths }, (_, more) =>
      filled(template, ({ anyone, greedy }) => {
        const value = anyone.repeat(length);
        return greedy
          ? Array<string>(more + 1)
              .fill(value)
              .join("/")
          : value;
      }),
    ),
  );
}

/** With `?` in a policy it matters how long a value is. */
function lengthsFor({ counted }: PolicyTexts): number[] {
  return Array.from({ length: counted === 0 ? 1 : counted + 2 }, (_, index) => index + 1);
}

/** One segment more than any route has: only a greedy parameter takes a path of so many. */
function depth({ methods }: Api): number {
  return Math.max(0, ...methods.map(({ path }) => path.split("/").length));
}

function namedPaths(template: Template, prefix: string, texts: PolicyTexts): string[] {
  const general = prefix + filled(template, ({ anyone }) => anyone);
  const whole = withPrefix(prefix, template);
  const [first = ""] = whole;
  const found = texts.thatMayCover(typeof first === "string" ? first : "").flatMap((text) => {
    const common = commonText(text, whole);
    return common === undefined || fits(pattern(text), general) ? [] : [common.slice(prefix.length)];
  });
  return [...new Set(found)];
}
