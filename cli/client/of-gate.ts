import type { GateDescription } from "../../gateway";
import type { ApiModel } from "../../terraform/model";
import type { ClientFacts } from "./facts";
import { factsOfModel } from "./of-model";

/** What clients must know of a running gate: its own addresses in place of AWS's, and ids that it serves. */
export function factsOfGate(model: ApiModel, gate: GateDescription): ClientFacts {
  const { apis, endpoint, oauthUrl, region } = gate;
  const facts = factsOfModel(model, {
    name: `the gate at ${endpoint}`,
    // Those that the reader made up are the gate's.
    isTold: () => true,
    strict: model,
  });
  return {
    ...facts,
    region,
    userPools: facts.userPools.map(({ oauthUrl: _, ...pool }) => ({
      ...pool,
      endpoint,
      ...(oauthUrl !== null && pool.id === gate.userPoolId && { oauthUrl }),
    })),
    identityPools: facts.identityPools.map((pool) => ({ ...pool, endpoint })),
    apis: facts.apis.flatMap((api) => {
      const url = apis.find(({ address }) => address === api.address)?.urls[api.stage];
      return url === undefined ? [] : [{ ...api, url }];
    }),
    functionUrls: (facts.functionUrls ?? []).flatMap((one) => {
      const url = apis.find(({ address }) => address === one.address)?.urls.$default;
      return url === undefined ? [] : [{ ...one, url }];
    }),
  };
}
