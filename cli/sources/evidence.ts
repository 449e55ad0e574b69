import { unzipSync } from "fflate/browser";
import { ROLE_TABLE_FILE, type RoleTable, roleTableIn } from "../../contract/role-table";
import { isTokenScopes, TOKEN_SCOPES_FILE } from "../../contract/token-scopes";
import { allApis, functionOf } from "../../terraform/access/decide";
import type { Evidence } from "../../terraform/access/matrix";
import type { ApiModel, LambdaFunction } from "../../terraform/model";

/** The bytes of a function's archive; undefined where there is no such file here. */
export type ReadArchive<Where = void> = (lambda: LambdaFunction, where: Where) => Uint8Array | undefined;

/** The file of a bundle, and the function that it exports. */
const HANDLER = "index.handler";
const BUNDLE = "index.js";

/** What an event of payload format 2.0 calls the ARN that every answer repeats. No bundle renames a member of its event. */
const ROUTE_ARN = /\brouteArn\b/;

/**
 * Reads the role tables and the triggers' behaviour from the archives of functions. An archive says what its own handler
 * does: it is no evidence where another handler, another runtime, a layer or a variable decides which code runs.
 */
export function evidenceOf(model: ApiModel, readArchive: ReadArchive): Evidence {
  const entry = (lambda: LambdaFunction, name: string) => {
    const bytes = runsItsArchive(lambda) ? readArchive(lambda) : undefined;
    return bytes ? textIn(bytes, name) : undefined;
  };
  const roleTables: Record<string, RoleTable> = {};
  for (const [lambda, versions] of authorizers(model)) {
    const table = roleTableIn(entry(lambda, ROLE_TABLE_FILE) ?? "");
    // An authorizer of before the format refuses each of its events, and would answer nothing that the table says.
    const readsEvents = !versions.has("2.0") || ROUTE_ARN.test(entry(lambda, BUNDLE) ?? "");
    if (table && readsEvents) roleTables[lambda.address] = table;
  }
  const tokenScopes = triggers(model)
    .filter((lambda) => isTokenScopes(entry(lambda, TOKEN_SCOPES_FILE) ?? ""))
    .map(({ address }) => address);
  return { roleTables, tokenScopes };
}

/** Whether it is this project's handler that runs, in the runtime that the handler is written for. */
function runsItsArchive({ handler, otherCode = [], runtime }: LambdaFunction): boolean {
  return otherCode.length === 0 && handler === HANDLER && runtime.startsWith("nodejs");
}

/** The functions of Lambda authorizers, with the forms of the events that each is given. */
function authorizers(model: ApiModel): ReadonlyMap<LambdaFunction, ReadonlySet<string>> {
  const found = new Map<LambdaFunction, Set<string>>();
  for (const authorizer of allApis(model).flatMap((api) => api.authorizers)) {
    if (!("functionArn" in authorizer)) continue;
    const lambda = functionOf(model.functions, authorizer.functionArn);
    if (!lambda) continue;
    found.set(lambda, (found.get(lambda) ?? new Set()).add(authorizer.payloadVersion ?? "1.0"));
  }
  return found;
}

function triggers({ functions, userPools }: ApiModel): LambdaFunction[] {
  const arns = userPools.flatMap(({ preTokenGeneration }) => preTokenGeneration?.functionArn ?? []);
  return [...new Set(arns.flatMap((arn) => functionOf(functions, arn) ?? []))];
}

/** One text file of a zip; undefined if it has no file of that name, or is no zip. */
function textIn(zip: Uint8Array, name: string): string | undefined {
  try {
    const content = unzipSync(zip, { filter: (file) => file.name === name })[name];
    return content && Buffer.from(content).toString("utf8");
  } catch {
    return undefined;
  }
}
