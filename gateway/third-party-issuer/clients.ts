import { ROLE_TABLE_FILE, roleTableIn } from "../../contract/role-table";
import { namedFunction } from "../../terraform/access/decide";
import type { ApiModel, Authorizer, LambdaFunction } from "../../terraform/model";
import { type ArchiveSource, readEntry } from "../lambda/archive";
import { makeSecret, type Secrets } from "../state/secrets";
import { partnerSecret } from "./kept-secret";

/** What the Terraform expects of the third-party issuer, and the clients that represent its users. */
export interface PartnerSettings {
  /** The authorizer's function, whose JWKS_URL the gate points to its own issuer. */
  readonly functionArn: string;
  readonly issuer: string;
  /** The audience under which the API is registered at the issuer. Its tokens have it. */
  readonly audience: string;
  /** The authorizer's AUDIENCE in the present Terraform. */
  readonly expectedAudience: string;
  /** The claim that holds a caller's roles. */
  readonly rolesClaim: string;
  readonly clients: readonly PartnerClient[];
}

export interface PartnerClient {
  /** `partner-admin` */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly roles: readonly string[];
}

/**
 * Settings of the third-party issuer: those of the first Lambda authorizer whose function has an ISSUER and a
 * JWKS_URL. One client for each role of the `roles.json` in the function's archive.
 *
 * The issuer belongs to a third party: an API is registered with it once, here at the gate's first start, under the
 * AUDIENCE of that time. An authorizer that asks for another audience later refuses its tokens, as in the cloud,
 * until the API is registered again (`--fresh`).
 */
export function partnerSettings(
  { apis, functions, httpApis = [] }: Pick<ApiModel, "apis" | "functions" | "httpApis">,
  archiveOf: (target: LambdaFunction) => ArchiveSource,
  secrets: Secrets,
): PartnerSettings | undefined {
  for (const authorizer of [...apis, ...httpApis].flatMap((api): readonly Authorizer[] => api.authorizers)) {
    if (!("functionArn" in authorizer)) continue;
    const target = namedFunction(functions, authorizer.functionArn)?.lambda;
    const { AUDIENCE, ISSUER, JWKS_URL, ROLES_CLAIM } = target?.environment ?? {};
    if (target === undefined || ISSUER === undefined || JWKS_URL === undefined) continue;
    return {
      functionArn: target.arn,
      issuer: ISSUER,
      expectedAudience: AUDIENCE ?? "",
      audience: secrets.get(`partner/audience of ${ISSUER}`, () => AUDIENCE ?? ""),
      rolesClaim: ROLES_CLAIM ?? "roles",
      clients: roleNames(archiveOf(target)).map((role) => ({
        clientId: `partner-${role}`,
        clientSecret: secrets.get(partnerSecret(`partner-${role}`), makeSecret),
        roles: [role],
      })),
    };
  }
  return undefined;
}

/** The table's roles; none where the table is missing or cannot be read, since the authorizer then admits no caller. */
function roleNames(archive: ArchiveSource): string[] {
  try {
    return Object.keys(roleTableIn(readEntry(archive, ROLE_TABLE_FILE) ?? "") ?? {});
  } catch {
    return [];
  }
}
