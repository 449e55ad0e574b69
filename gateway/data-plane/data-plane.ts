import type { Decider } from "../../terraform/access/decide/decide";
import type { ApiModel } from "../../terraform/model";
import type { RestApi } from "../../terraform/model/api";
import type { Send } from "../http/send";
import type { SigningKey } from "../jwt/keys";
import type { Runner } from "../lambda/runner";
import type { Seal } from "../state/seal";
import type { CallRecord } from "./call-record";
import type { Backends } from "./integrations/http/backends";
import type { PolicyCache } from "./lambda-authorizer/policy-cache";
import type { Limits } from "./limits";
import type { BodyProblem } from "./validation/body-models";

/** What the data plane works from; a reload of the Terraform replaces it as a whole. */
export interface Served {
  readonly model: ApiModel;
  /** Who may call what by the model. */
  readonly decide: Decider;
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
  readonly backends: Backends;
  readonly send: Send;
  readonly now: () => Date;
  readonly log: (line: string) => void;
  readonly onCall: (call: CallRecord) => void;
}
