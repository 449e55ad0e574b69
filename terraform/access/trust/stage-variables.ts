import { isPlainRecord, keyOf, type Plain, Untold } from "./compare/plain";
import { type Estate, HTTP_APIS, type Owned, REST_APIS, textsIn } from "./estate";

const VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

/** Stands for any text where a variable is not known. */
const ANY = "*";

/** The value of a variable at one stage; undefined where the stage does not set it. */
type Variables = (name: string) => string | undefined;

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
  const written = value instanceof Untold ? [value.ends ?? ""] : textsIn(value);
  const texts = written.filter((text) => text.match(VARIABLE) !== null);
  if (texts.length === 0) return undefined;
  const stages = stagesOf(apiOf(resource, estate), estate);
  const known = value instanceof Untold ? [value.why] : [];
  return [...known, ...new Set(texts.flatMap((text) => replaced(text, stages)))];
}

/** A stage without one of the variables calls nothing there, so it counts only where no stage has them all. */
function replaced(text: string, stages: readonly Variables[]): readonly string[] {
  const names = [...text.matchAll(VARIABLE)].map(([, name = ""]) => name);
  const complete = stages.filter((variable) => names.every((name) => variable(name) !== undefined));
  const counted = complete.length > 0 ? complete : [() => ANY];
  return counted.map((variable) => text.replace(VARIABLE, (_, name: string) => variable(name) ?? ANY));
}

function stagesOf(api: string, estate: Estate): readonly Variables[] {
  const ofType = (type: string) => estate.ofType(type).filter((stage) => apiOf(stage, estate) === api);
  const rest = ofType("aws_api_gateway_stage").flatMap(({ plain }) => {
    const canary = isPlainRecord(plain.canary_settings) ? plain.canary_settings : {};
    const overrides = canary.stage_variable_overrides;
    const main = variablesOf(plain.variables);
    if (overrides === undefined) return [main];
    const own = variablesOf(overrides);
    return [main, (name: string) => own(name) ?? main(name)];
  });
  // In provider versions before 6, a deployment with a stage_name creates that stage.
  const deployed = ofType("aws_api_gateway_deployment").filter(({ plain }) => plain.stage_name !== undefined);
  return [
    ...rest,
    ...deployed.map(({ plain }) => variablesOf(plain.variables)),
    ...ofType("aws_apigatewayv2_stage").map(({ plain }) => variablesOf(plain.stage_variables)),
  ];
}

function variablesOf(variables: Plain | undefined): Variables {
  return (name) => {
    if (variables === undefined) return undefined;
    const value = isPlainRecord(variables) ? variables[name] : ANY;
    return value === undefined || typeof value === "string" ? value : ANY;
  };
}

/** What two resources of one API have in common: its address, or what names it where it is made elsewhere. */
function apiOf({ address, plain }: Owned, estate: Estate): string {
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
