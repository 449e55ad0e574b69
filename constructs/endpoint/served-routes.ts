import type { RouteKey } from "../../access/model";

/** A stage of an API of either kind, as policies and permissions name it. */
export interface InvokedStage {
  /** `arn:aws:execute-api:REGION:ACCOUNT:ID`, without stage and route. */
  readonly executionArn: string;
  /** Name of the stage. */
  readonly stageName: string;
}

/** A declared route, and what answers it. */
export interface HandledRoute {
  /** `POST /pets` */
  readonly key: RouteKey;
  /** The route's `handler`: the name of its backend. */
  readonly handler: string;
}
