import type { ApiModel, Known } from "../../terraform/model";

/** Of what the facts are read, besides the model. */
export interface FactsSource {
  readonly name: string;
  /** Whether a value that AWS assigns is in what was read; otherwise the reader made one up. */
  readonly isTold: (value: string) => boolean;
  /**
   * The model by the strict reader: of what is in it too, it has settings of pools, custom domains, and what requests must have.
   *
   * @default these are not known
   */
  readonly strict?: Pick<ApiModel, "apis" | "customDomains" | "functionUrls" | "userPools">;
}

/** Of one part of the model, with the same part by the strict reader. */
export type Of<T> = FactsSource & { readonly served: T | undefined };

/** An id or name that AWS assigns. */
export function told(value: string, address: string, { isTold }: FactsSource, what = "id"): Known<string> {
  return isTold(value) ? value : { unknown: `${address}.${what}` };
}
