import type { ApiModel, FunctionUrl, Known } from "../../terraform/model";
import { apiFacts } from "./api-facts";
import type { ClientFacts, FunctionUrlFacts, IdentityPoolFacts } from "./facts";
import { type FactsSource, type Of, told } from "./facts-source";
import { poolFacts } from "./pool-facts";

/** What clients must know of the Terraform's APIs and user pools. */
export function factsOfModel(model: ApiModel, source: FactsSource): ClientFacts {
  const strict = source.strict ?? { apis: [], userPools: [] };
  const clients = model.userPools.flatMap((pool) => pool.clients);
  const addresses = new Map(clients.map(({ address, id }) => [id, address]));
  const apis = [...model.apis, ...(model.httpApis ?? [])];
  return {
    source: source.name,
    region: regionOf(model),
    userPools: model.userPools.map((pool) =>
      poolFacts(pool, {
        ...source,
        served: strict.userPools.find(({ address }) => address === pool.address),
      }),
    ),
    identityPools: model.identityPools.map(
      ({ address, allowUnauthenticated, id, providers }): IdentityPoolFacts => ({
        address,
        id: told(id, address, source),
        allowsGuests: allowUnauthenticated,
        clients: providers.flatMap(({ clientId }) => addresses.get(clientId) ?? []),
      }),
    ),
    apis: apis.flatMap((api) =>
      api.stages.map((stage) =>
        apiFacts(api, stage, {
          model,
          ...source,
          served: strict.apis.find(({ address }) => address === api.address),
        }),
      ),
    ),
    functionUrls: (model.functionUrls ?? []).map((url) =>
      functionUrlFacts(url, {
        ...source,
        served: source.strict?.functionUrls?.find(({ address }) => address === url.address),
      }),
    ),
  };
}

function regionOf({ region }: ApiModel): Known<string> {
  return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)
    ? region
    : { unknown: "the region: the Terraform does not say it, and takes it from the environment" };
}

function functionUrlFacts(
  { address, methods: [route], name }: FunctionUrl,
  { isTold, served }: Of<FunctionUrl>,
): FunctionUrlFacts {
  const host = served?.host;
  return {
    address,
    name,
    // As the provider writes it.
    url:
      host !== undefined && isTold(`https://${host}/`)
        ? `https://${host}`
        : { unknown: `${address}.function_url` },
    credential: { kind: route?.authorization === "NONE" ? "none" : "signature" },
    ...(route?.unknown !== undefined && { unknown: route.unknown }),
  };
}
