import { isPlainRecord, keyOf, type Plain, Untold } from "./compare/plain";
import { type Estate, HTTP_APIS, type Owned, REST_APIS, textsIn } from "./estate";

const VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/** Stands for any text where a variable is not known. */
const ANY = "*";

/** The variables of a stage, or of its canary. */
export interface StageVariables {
  readonly stage: Owned;
  /** The argument of the stage that sets them. */
  readonly argument: string;
  /** The value of a variable; undefined where the stage does not set it. */
  readonly value: (name: string) => Plain | undefined;
}

/**
 * The resources that an argument names, with the stage variables in it replaced. Where a variable is not known, each
 * function counts that the argument may name.
 */
export function namedIn(
  resource: Owned,
  argument: string,
  types: readonly string[],
  estate: Estate,
): readonly Owned[] {
  const texts = textsByStage(resource, argument, estate);
  if (!texts) return estate.mentioned(resource.plain[argument], types);
  const patterns = texts.filter((text) => text.includes(ANY)).flatMap((text) => functionIn(text) ?? []);
  const possible = types
    .filter((type) => type === "aws_lambda_function")
    .flatMap((type) => estate.ofType(type))
    .filter(({ plain }) => patterns.some((pattern) => mayBe(plain.function_name, pattern)));
  return [...new Set([...estate.mentioned(texts, types), ...possible])];
}

/**
 * The texts of an argument that has stage variables, one for each stage of its API and for each canary that has
 * variables of its own; undefined for an argument without them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export function textsByStage(
  resource: Owned,
  argument: string,
  estate: Estate,
): readonly string[] | undefined {
  const value = resource.plain[argument];
  const texts = writtenIn(value).filter((text) => text.match(VARIABLE) !== null);
  if (texts.length === 0) return undefined;
  const stages = stagesByApi(estate).get(apiOf(resource, estate)) ?? [];
  const known = value instanceof Untold ? [value.why] : [];
  return [...known, ...new Set(texts.flatMap((text) => replaced(text, stages)))];
}

/** The names of the stage variables in the arguments of a resource. */
export function variablesIn({ plain }: Owned): readonly string[] {
  return [...new Set(Object.values(plain).flatMap(writtenIn).flatMap(variablesNamed))];
}

function writtenIn(value: Plain | undefined): readonly string[] {
  return value instanceof Untold ? [value.ends ?? ""] : textsIn(value);
}

function variablesNamed(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = ""]) => name);
}

/** A stage without one of the variables calls nothing there, so it counts only where no stage has them all. */
function replaced(text: string, stages: readonly StageVariables[]): readonly string[] {
  const names = variablesNamed(text);
  const complete = stages.filter(({ value }) => names.every((name) => value(name) !== undefined));
  const counted = complete.length > 0 ? complete.map(({ value }) => value) : [() => ANY];
  const written = (value: Plain | undefined) => (typeof value === "string" ? value : ANY);
  return counted.map((value) => text.replace(VARIABLE, (_, name: string) => written(value(name))));
}

/** The stages of each API, by what apiOf() says; one with a canary that has variables of its own is there twice. */
export function stagesByApi(estate: Estate): ReadonlyMap<string, readonly StageVariables[]> {
  const apis = new Map<string, StageVariables[]>();
  for (const one of stagesIn(estate)) {
    const api = apiOf(one.stage, estate);
    apis.set(api, [...(apis.get(api) ?? []), one]);
  }
  return apis;
}

function stagesIn(estate: Estate): readonly StageVariables[] {
  const rest = estate.ofType("aws_api_gateway_stage").flatMap((stage): StageVariables[] => {
    const canary = isPlainRecord(stage.plain.canary_settings) ? stage.plain.canary_settings : {};
    const overrides = canary.stage_variable_overrides;
    const main = variablesOf(stage, "variables");
    if (overrides === undefined) return [main];
    const own = (name: string) => valueIn(overrides, name) ?? main.value(name);
    return [main, { stage, argument: "canary_settings.stage_variable_overrides", value: own }];
  });
  // In provider versions before 6, a deployment with a stage_name creates that stage.
  const deployed = estate
    .ofType("aws_api_gateway_deployment")
    .filter(({ plain }) => plain.stage_name !== undefined);
  return [
    ...rest,
    ...deployed.map((stage) => variablesOf(stage, "variables")),
    ...estate.ofType("aws_apigatewayv2_stage").map((stage) => variablesOf(stage, "stage_variables")),
  ];
}

function variablesOf(stage: Owned, argument: string): StageVariables {
  return { stage, argument, value: (name) => valueIn(stage.plain[argument], name) };
}

/** Where it is not known which variables there are, none of their values is. */
function valueIn(variables: Plain | undefined, name: string): Plain | undefined {
  if (variables === undefined || isPlainRecord(variables)) return variables?.[name];
  return variables instanceof Untold ? variables : new Untold("which variables it has", keyOf(variables));
}

/** What two resources of one API have in common: its address, or what names it where it is made elsewhere. */
export function apiOf({ address, plain }: Owned, estate: Estate): string {
  const named = plain.rest_api_id ?? plain.api_id;
  // What the body of an API makes has the API's address in its own.
  if (named === undefined) return address.replace(/\.body\..*$/, "");
  const [api] = estate.mentioned(named, [...REST_APIS, ...HTTP_APIS]);
  return api?.address ?? keyOf(named);
}

/** The part of a URI that may be a function's name; undefined where the URI invokes none. */
function functionIn(uri: string): string | undefined {
  const [, name] = /:function:([^/:]+)/.exec(uri) ?? [];
  if (name !== undefined) return name;
  const mayInvoke = !/^https?:/.test(uri) && (uri.startsWith(ANY) || /lambda|function|invocations/.test(uri));
  return mayInvoke ? ANY : undefined;
}

function mayBe(name: Plain | undefined, pattern: string): boolean {
  if (typeof name !== "string") return true;
  const parts = pattern.split(ANY).map((part) => part.replace(/[^\w-]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}
