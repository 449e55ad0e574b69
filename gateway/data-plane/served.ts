import type { ApiModel, RestApi } from "../../terraform/model";
import type { CallRecord } from "../call-record";
import type { SigningKey } from "../jwt/keys";
import type { Runner } from "../lambda/runner";
import type { Seal } from "../state/seal";
import type { BodyProblem } from "./body-models";
import type { Limits } from "./limits";
import type { PolicyCache } from "./policy-cache";

/** What the data plane works from; a reload of the Terraform replaces it as a whole. */
export interface Served {
  readonly model: ApiModel;
  readonly api: RestApi;
  /** Ids of the model's API keys, by value. */
  readonly apiKeyIds: ReadonlyMap<string, string>;
  /** Keys that the user pools sign with. */
  readonly tokenKeys: readonly SigningKey[];
  readonly seal: Seal;
  readonly policies: PolicyCache;
  /** What is wrong with a body, by the name of its model. */
  readonly bodyProblem: BodyProblem;
  readonly limits: Limits;
  readonly invoke: Runner["invoke"];
  readonly now: () => Date;
  readonly log: (line: string) => void;
  readonly onCall: (call: CallRecord) => void;
}
