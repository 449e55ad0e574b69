import type { ApiModel } from "../../terraform/model";
import type { UserPoolContext } from "../cognito/user-pool/user-pool-operation";
import type { LimitCounters } from "../data-plane/limit-counters";
import type { GateDescription } from "../deployment/description";
import type { Known } from "../redaction/redacted";
import type { Calls } from "./calls";

/** What the page shows: one reading of the Terraform, and what has happened so far. */
export interface PageContext {
  /** That requests to the API of the page carry. */
  readonly key: string;
  /** ISO 8601 */
  readonly servedSince: string;
  readonly model: ApiModel;
  readonly description: GateDescription;
  readonly userPool: UserPoolContext;
  readonly calls: Calls;
  /** What is a credential in them. */
  readonly known: Known;
  limits(): LimitCounters;
  /** The access matrix as JSON; undefined where the start gave no way to make it. */
  accessJson(): string | undefined;
  /** A token of the third-party issuer for one of its clients; undefined for any other. */
  partnerToken(clientId: string): string | undefined;
}

/** A request of the page that cannot be answered. */
export class PageError extends Error {
  override readonly name = "PageError";

  constructor(
    readonly status: 400 | 403 | 404 | 405 | 409 | 415,
    message: string,
  ) {
    super(message);
  }
}
