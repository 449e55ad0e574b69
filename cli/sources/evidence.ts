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
  for (const lambda of authorizers(model)) {
    const table = roleTableIn(entry(lambda, ROLE_TABLE_FILE) ?? "");
    if (table) roleTables[lambda.address] = table;
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

function authorizers(model: ApiModel): LambdaFunction[] {
  const all = allApis(model).flatMap((api) => api.authorizers);
  const arns = all.flatMap((authorizer) => ("functionArn" in authorizer ? [authorizer.functionArn] : []));
  return namedBy(arns, model.functions);
}

function triggers({ functions, userPools }: ApiModel): LambdaFunction[] {
  return namedBy(
    userPools.flatMap(({ preTokenGeneration }) => preTokenGeneration?.functionArn ?? []),
    functions,
  );
}

function namedBy(arns: readonly string[], functions: readonly LambdaFunction[]): LambdaFunction[] {
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
