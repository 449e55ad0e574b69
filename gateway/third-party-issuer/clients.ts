import { ROLE_TABLE_FILE, roleTableIn } from "../../contract/role-table";
import type { ApiModel, LambdaFunction } from "../../terraform/model";
import { type ArchiveSource, readEntry } from "../lambda/archive";
import { makeSecret, type Secrets } from "../state/secrets";

/** What the Terraform expects of the third-party issuer, and the clients that stand in for its users. */
export interface PartnerSettings {
  /** The authorizer's function, whose JWKS_URL the gate points to its own issuer. */
  readonly functionArn: string;
  readonly issuer: string;
  /** What the issuer knows this API as: it mints tokens for it, whatever the authorizer asks for since. */
  readonly audience: string;
  /** The AUDIENCE that the authorizer asks for now. */
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
 * The issuer is somebody else's: an API is registered with it once, here at its first start, under the
 * AUDIENCE of that day. An authorizer that asks for another audience later refuses its tokens, as it would in
 * the cloud, until the API is registered anew (`--fresh`).
 */
export function partnerSettings(
  { apis, functions }: Pick<ApiModel, "apis" | "functions">,
  archiveOf: (target: LambdaFunction) => ArchiveSource,
  secrets: Secrets,
): PartnerSettings | undefined {
  for (const authorizer of apis.flatMap((api) => api.authorizers)) {
    if (!("functionArn" in authorizer)) continue;
    const target = functions.find(({ arn }) => arn === authorizer.functionArn);
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
        clientSecret: secrets.get(`partner/partner-${role}`, makeSecret),
        roles: [role],
      })),
    };
  }
  return undefined;
}

/** No clients where there is no table, or not one that can be read: the authorizer then admits nobody known here. */
function roleNames(archive: ArchiveSource): string[] {
  try {
    return Object.keys(roleTableIn(readEntry(archive, ROLE_TABLE_FILE) ?? "") ?? {});
  } catch {
    return [];
  }
}
