import { originalIssuer, userPoolIssuer } from "../../../contract/user-pool-issuer";
import type { ApiModel } from "../../model";
import { allApis } from "../decide";

/**
 * A user pool that is not in the Terraform, and whose tokens routes take: a REST API names it by its ARN, an HTTP API by
 * its issuer. Its id is unique and holds its Region, so what names one id names one pool.
 */
export interface ForeignPool {
  readonly id: string;
  /** `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123` */
  readonly issuer: string;
  /** Empty where only its issuer is named: its account is then not known. */
  readonly arns: readonly string[];
}

/** Those of REST APIs, then those that only HTTP APIs take tokens of. */
export function foreignPools(model: ApiModel): readonly ForeignPool[] {
  const own = new Set(model.userPools.flatMap(({ arn, issuer }) => [arn, issuer]));
  const pools = new Map<string, ForeignPool>();
  for (const name of namesInUse(model)) {
    const pool = poolNamed(name);
    if (!pool || own.has(name) || own.has(pool.issuer)) continue;
    const known = pools.get(pool.issuer);
    pools.set(pool.issuer, known ? { ...known, arns: [...known.arns, ...pool.arns] } : pool);
  }
  return [...pools.values()];
}

/** The issuers whose tokens HTTP APIs take, but for user pools. */
export function otherIssuers({ userPools, ...model }: ApiModel): readonly string[] {
  const own = new Set(userPools.map(({ issuer }) => issuer));
  return issuersInUse({ userPools, ...model }).filter((issuer) => !own.has(issuer) && !poolNamed(issuer));
}

/** ARNs and issuers, each once. */
function namesInUse(model: ApiModel): readonly string[] {
  const arns = allApis(model).flatMap(({ authorizers, methods }) =>
    authorizers.flatMap((authorizer) =>
      authorizer.type === "COGNITO_USER_POOLS" &&
      methods.some(({ authorizerId }) => authorizerId === authorizer.id)
        ? authorizer.providerArns
        : [],
    ),
  );
  return [...new Set([...arns, ...issuersInUse(model)])];
}

function issuersInUse(model: ApiModel): readonly string[] {
  const taken = allApis(model).flatMap(({ authorizers, methods }) =>
    authorizers.flatMap((authorizer) =>
      authorizer.type === "JWT" &&
      authorizer.audience.length > 0 &&
      methods.some(({ authorizerId }) => authorizerId === authorizer.id)
        ? [authorizer.issuer]
        : [],
    ),
  );
  return [...new Set(taken)];
}

const ARN = /^arn:([\w-]+):cognito-idp:([^:]*):[^:]+:userpool\/(.+)$/;

function poolNamed(name: string): ForeignPool | undefined {
  // With a slash at its end it names the pool as well; whether that is taken for the pool's, cells say.
  const issuer = name.replace(/\/$/, "");
  const named = userPoolIssuer(issuer);
  // Of what is not known, such as a variable, it is not known whose pool it is.
  if (named?.form === "original" && /^[\w-]+$/.test(named.region)) return { id: named.id, issuer, arns: [] };
  const [arn, partition, region, id] = ARN.exec(name) ?? [];
  if (arn === undefined || partition === undefined || region === undefined || id === undefined)
    return undefined;
  return { id, issuer: originalIssuer(partition, { region, id }), arns: [arn] };
}
