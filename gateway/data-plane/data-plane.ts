import type { Decider } from "../../terraform/access/decide";
import type { ApiModel, FunctionUrl, HttpApi, RestApi } from "../../terraform/model";
import type { RequestRates } from "../firewall/rates";
import type { Send } from "../http/send";
import type { SigningKey } from "../jwt/keys";
import type { Runner } from "../lambda/runner";
import type { Quotas } from "../limits/quotas";
import type { TokenBuckets } from "../limits/token-buckets";
import type { Seal } from "../state/seal";
import type { CallRecord } from "./call-record";
import type { Backends } from "./integrations/http/backends";
import type { AnswerCache } from "./lambda-authorizer/answer-cache";
import type { AuthorizerResult } from "./lambda-authorizer/authorizer-result";
import type { Refusing } from "./trace/trace";
import type { BodyProblem } from "./validation/body-models";

/** What requests to an API of any kind are answered from; a reload of the Terraform replaces it as a whole. */
export interface ApiPlane {
  readonly model: ApiModel;
  /** Decides who may make a request, by the model. */
  readonly decide: Decider;
  readonly api: RestApi | HttpApi | FunctionUrl;
  /** What paths to the API begin with, before the stage: `/shop`; empty where a REST API is the only one. */
  readonly prefix: string;
  /** Where a request to a custom domain goes; absent for requests to the gate's own names. */
  readonly atDomain?: AtDomain;
  /** Custom domains of the API that are served, where its own endpoint is disabled: no other name reaches it. */
  readonly onlyAt?: readonly string[];
  /** Keys that the user pools sign with. */
  readonly tokenKeys: readonly SigningKey[];
  readonly seal: Seal;
  readonly limits: {
    readonly buckets: TokenBuckets;
    readonly quotas: Quotas;
    /** Of rate-based rules of web ACLs. */
    readonly rates: RequestRates;
    /** Whether calls over a rate are refused. */
    readonly throttling: boolean;
  };
  readonly invoke: Runner["invoke"];
  readonly backends: Backends;
  readonly send: Send;
  readonly now: () => Date;
  readonly log: (line: string) => void;
  readonly onCall: (call: CallRecord) => void;
}

/** What a request to a custom domain reaches. */
export type AtDomain =
  | {
      /** `api.example.com` */
      readonly host: string;
      /** `/v1`, or empty. */
      readonly basePath: string;
      /** Absent where the segment after the base path names it. */
      readonly stage?: string;
    }
  | { readonly refusal: Refusing & { readonly response: "FORBIDDEN" | "NOT_SERVED" } };

/** The context of every request to a REST API. */
export interface DataPlane extends ApiPlane {
  readonly api: RestApi;
  /** Ids of the model's API keys, by value. */
  readonly apiKeyIds: ReadonlyMap<string, string>;
  readonly policies: AnswerCache<AuthorizerResult>;
  /** Validates bodies by the name of their model. */
  readonly bodyProblem: BodyProblem;
  /** ISO 3166 code of the country that all calls come from; undefined: not known. */
  readonly country: string | undefined;
}
