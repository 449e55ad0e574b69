import { Unresolved, type Value } from "../language/expression";

/** The API that a permission's source_arn names, as far as it is known. */
export interface SourceApi {
  /** Twelve digits, or a pattern of them; undefined where the ARN has none. */
  readonly account?: string;
  /** The id of the API; of one that is not known, the stand-in that it has as an argument. */
  readonly api?: string;
  /** Why the account is not known. */
  readonly unknown?: string;
}

const ACCOUNT = /^[\d*?]+$/;
const EXECUTION_ARN = /\.execution_arn$/;

/**
 * Reads `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`, of which parts may not be known, or the execution ARN
 * of an API that is not in this Terraform.
 */
export function sourceApi(arn: Value): SourceApi {
  const parts = arn instanceof Unresolved ? (arn.parts ?? [arn]) : [String(arn)];
  const unknown = parts.find((part) => part instanceof Unresolved);
  const [, , , , account = "", path] = parts.map(shown).join("").split(":");
  const api = path?.split("/")[0] || ofExecutionArn(parts[0]);
  return {
    ...(api && { api }),
    ...(ACCOUNT.test(account) && { account }),
    ...(!ACCOUNT.test(account) && unknown && { unknown: unknown.unknown }),
  };
}

/** A stand-in has no colon, which would begin a further segment. */
function shown(part: string | Unresolved): string {
  return part instanceof Unresolved ? `(${part.is ?? part.unknown})`.replaceAll(":", " ") : part;
}

function ofExecutionArn(part: string | Unresolved | undefined): string | undefined {
  if (!(part instanceof Unresolved) || !part.is || !EXECUTION_ARN.test(part.is)) return undefined;
  return `(${part.is.replace(EXECUTION_ARN, ".id")})`;
}
