import type { ApiModel } from "../../terraform/model";
import type { Directory } from "../cognito/directory/directory";
import { OPEN_ID_ISSUER } from "../credentials/identity-pool-token";
import type { SigningKey } from "../jwt/keys";
import { samlIssuer } from "../saml/issuers";
import { usedAssertions } from "../saml/used-assertions";
import type { StsContext } from "../sts/sts-operation";
import type { PartnerSettings } from "../third-party-issuer/clients";
import type { PartnerServer } from "../third-party-issuer/server";

interface Issuers {
  readonly accessTokenKey: SigningKey;
  readonly idTokenKey: SigningKey;
  readonly partner: Pick<PartnerServer, "key">;
  readonly directory: Directory;
}

/** What STS takes tokens and assertions of. The gate's own issuers stand in for those of the Terraform. */
export function stsIssuers(
  model: ApiModel,
  partner: PartnerSettings | undefined,
  host: Issuers,
): Pick<StsContext, "issuers" | "samlProviders" | "used"> & { readonly announcements: readonly string[] } {
  const { accessTokenKey, directory, idTokenKey } = host;
  const tokenKeys = [idTokenKey, accessTokenKey];
  const standIn = host.partner.key;
  const providers = (model.samlProviders ?? []).map((provider) => ({
    provider,
    ...samlIssuer(provider.metadata, { entityId: provider.arn, standIn: standIn.publicKey }),
  }));
  return {
    issuers: [
      { issuer: OPEN_ID_ISSUER, keys: [idTokenKey] },
      ...model.userPools.map(({ issuer }) => ({ issuer, keys: tokenKeys })),
      ...(partner ? [{ issuer: partner.issuer, keys: [standIn] }] : []),
    ],
    samlProviders: providers.map(({ issuer, provider }) => ({ ...provider, issuer })),
    used: usedAssertions(directory.section),
    announcements: providers.flatMap(({ provider: { address }, unknown }) =>
      unknown === undefined
        ? []
        : [
            `Differs here: ${address}: only assertions of the gate's own identity provider are taken: ${unknown}`,
          ],
    ),
  };
}
