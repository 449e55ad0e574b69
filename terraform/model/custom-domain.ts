/** A custom domain of API Gateway. Only the gate asks. */
export interface CustomDomain {
  readonly address: string;
  /** `api.example.com`; `*.example.com` stands for one further label. */
  readonly name: string;
  readonly mappings: readonly ApiMapping[];
  /** Why the gate does not serve requests to it. Absent where it does. */
  readonly unserved?: string;
}

/** Which API and stage requests below a path of a custom domain are for. */
export interface ApiMapping {
  readonly address: string;
  /** `/v1`, `/v1/orders`; empty for all paths that no other mapping takes. */
  readonly basePath: string;
  readonly apiId: string;
  /** Absent where the segment after the base path names it, which REST APIs have. */
  readonly stage?: string;
}
