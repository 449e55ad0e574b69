import type { ApiModel, PoolIdentityProvider } from "../../terraform/model";
import type { Directory } from "../cognito/directory/directory";
import type { PoolSamlIssuer } from "../cognito/domain/context";
import { OPEN_ID_ISSUER } from "../credentials/identity-pool-token";
import type { Backends } from "../data-plane/integrations/http/backends";
import { isLocalIssuer, type LocalIssuer } from "../http-api/jwt/issuer-keys";
import type { SigningKey } from "../jwt/keys";
import { samlIssuer } from "../saml/issuers";
import { type UsedAssertions, usedAssertions } from "../saml/used-assertions";
import type { StsContext } from "../sts/sts-operation";
import type { PartnerSettings } from "../third-party-issuer/clients";
import type { PartnerServer } from "../third-party-issuer/server";
import { type StandIn, standInsOf } from "../third-party-issuer/stand-ins";

interface Keys {
  readonly accessTokenKey: SigningKey;
  readonly idTokenKey: SigningKey;
  readonly partner: Pick<PartnerServer, "key">;
  readonly directory: Directory;
  readonly backends: Backends;
}

/** Of whom STS and the user pools take tokens and assertions. The gate's own issuers stand in for those of the Terraform. */
export interface Federation {
  /** Issuers of tokens of which this gate has the keys. */
  readonly issuers: readonly LocalIssuer[];
  readonly sts: Pick<StsContext, "samlProviders" | "used">;
  readonly domain: {
    readonly samlIssuers: readonly PoolSamlIssuer[];
    readonly usedAssertions: UsedAssertions;
  };
  /** Issuers of JWT authorizers for which the gate's own stands in. */
  readonly standIns: readonly StandIn[];
  readonly announcements: readonly string[];
}

export function federationOf(model: ApiModel, partner: PartnerSettings | undefined, keys: Keys): Federation {
  const { accessTokenKey, directory, idTokenKey } = keys;
  const tokenKeys = [idTokenKey, accessTokenKey];
  const { publicKey: standIn } = keys.partner.key;
  const providers = (model.samlProviders ?? []).map((provider) => ({
    provider,
    ...samlIssuer(provider.metadata, { entityId: provider.arn, standIn }),
  }));
  const poolProviders = model.userPools.flatMap(({ id: poolId, identityProviders = [] }) =>
    identityProviders
      .filter(({ type }) => type === "SAML")
      .map((provider) => ({ poolId, provider, ...samlIssuer(...metadataOf(provider, standIn)) })),
  );
  const used = usedAssertions(directory.section);
  const known: readonly LocalIssuer[] = [
    { issuer: OPEN_ID_ISSUER, keys: [idTokenKey] },
    ...model.userPools.map(({ issuer }) => ({ issuer, keys: tokenKeys })),
    ...(partner ? [{ issuer: partner.issuer, keys: [keys.partner.key] }] : []),
  ];
  const standIns = standInsOf(model.httpApis ?? [], {
    backends: keys.backends,
    isKnown: (issuer) => isLocalIssuer(issuer, known),
  });
  return {
    issuers: [...known, ...standIns.map(({ issuer }) => ({ issuer, keys: [keys.partner.key] }))],
    standIns,
    sts: {
      samlProviders: providers.map(({ issuer, provider }) => ({ ...provider, issuer })),
      used,
    },
    domain: {
      samlIssuers: poolProviders.map(({ issuer, poolId, provider }) => ({
        ...issuer,
        poolId,
        provider: provider.name,
      })),
      usedAssertions: used,
    },
    announcements: [...providers, ...poolProviders].flatMap(({ provider: { address }, unknown }) =>
      unknown === undefined
        ? []
        : [
            `Differs here: ${address}: only assertions of the gate's own identity provider are taken: ${unknown}`,
          ],
    ),
  };
}

function metadataOf(
  { details: { MetadataFile: file, MetadataURL: url }, name }: PoolIdentityProvider,
  standIn: SigningKey["publicKey"],
): Parameters<typeof samlIssuer> {
  return [file ?? { unknown: "its metadata is not in the Terraform" }, { entityId: url ?? name, standIn }];
}
