import type { ApiModel } from "../../terraform/model";

/** Whom tokens and discovery name as issuer: AWS's address of the user pool, or the gate's own. */
export type IssuerChoice = "cognito" | "endpoint";

/**
 * The model whose user pools have the issuer that is chosen. Everything that names or compares an issuer takes it from the
 * pool, so that the tokens of the other one are refused.
 *
 * @param endpoint `http://127.0.0.1:3000`
 */
export function withIssuer(
  model: ApiModel,
  { endpoint, issuer }: { readonly endpoint: string; readonly issuer: IssuerChoice },
): ApiModel {
  if (issuer === "cognito") return model;
  const own = new Map(model.userPools.map((pool) => [pool.issuer, `${endpoint}/${pool.id}`]));
  return {
    ...model,
    userPools: model.userPools.map((pool) => ({ ...pool, issuer: `${endpoint}/${pool.id}` })),
    ...(model.httpApis && {
      httpApis: model.httpApis.map((api) => ({
        ...api,
        authorizers: api.authorizers.map((one) =>
          one.type === "JWT" ? { ...one, issuer: own.get(one.issuer) ?? one.issuer } : one,
        ),
      })),
    }),
  };
}
