import type { HttpApi } from "../../terraform/model";
import type { ApiPlane } from "../data-plane/data-plane";
import type { AnswerCache } from "../data-plane/lambda-authorizer/answer-cache";
import type { AuthorizerAnswer } from "./authorizer/authorizer-answer";
import type { IssuerKeys } from "./jwt/issuer-keys";

/** The context of every request to an HTTP API. */
export interface HttpDataPlane extends ApiPlane {
  readonly api: HttpApi;
  /** Finds the keys that tokens of an issuer are verified with. */
  readonly issuerKeys: IssuerKeys;
  readonly answers: AnswerCache<AuthorizerAnswer>;
}
