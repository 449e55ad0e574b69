import type { QueryService } from "../protocol/query-protocol";
import { stsOperations } from "./operations";
import type { StsContext } from "./sts-operation";

export const stsService: QueryService<StsContext> = {
  version: "2011-06-15",
  namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  operations: stsOperations,
};
