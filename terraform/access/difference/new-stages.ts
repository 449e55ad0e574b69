import type { ApiModel } from "../../model";
import { allApis } from "../decide";
import type { ComparedRequest } from "./compared-requests";

/**
 * Says whether a request is one at a further stage: it is compared with the single stage that was there and still is, and
 * nobody could call it before.
 */
export function atNewStage(base: ApiModel, head: ApiModel): (request: ComparedRequest) => boolean {
  const [before, after] = [stageNames(base), stageNames(head)];
  return ({ from, route: { stage }, to }) => {
    if (!from || !to || stage === undefined || from.stage !== undefined) return false;
    const [single] = before.get(from.apiAddress) ?? [];
    return single !== undefined && single !== stage && after.get(to.apiAddress)?.includes(single) === true;
  };
}

function stageNames(model: ApiModel): ReadonlyMap<string, readonly string[]> {
  return new Map(allApis(model).map(({ address, stages }) => [address, stages.map(({ name }) => name)]));
}
