/**
 * What Terraform asks of AWS for each resource, and how fast AWS takes it. The rates are those of AWS's quota pages on the
 * day in `RATES_OF`; they hold for an account and region, so that another deployment at the same time takes its part.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html, creating, deploying and managing an API
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, Lambda API requests
 */

export const RATES_OF = "2026-11-26";

/** Requests a second that API Gateway takes in all, REST and HTTP APIs together, and how many at once before that. */
export const API_GATEWAY = { perSecond: 10, burst: 40 } as const;

/** Requests a second that Lambda takes, without those that read a function or a policy. */
const LAMBDA_PER_SECOND = 15;

/** Seconds for each, of the operations of API Gateway that have a rate of their own. */
const SECONDS_EACH: Readonly<Record<string, number>> = {
  aws_api_gateway_resource: 1 / 5,
  aws_api_gateway_api_key: 1 / 5,
  aws_api_gateway_deployment: 5,
  aws_api_gateway_rest_api: 3,
  aws_api_gateway_domain_name: 30,
  aws_apigatewayv2_domain_name: 30,
  aws_apigatewayv2_vpc_link: 15,
  aws_api_gateway_account: 20,
};

/** The provider makes a resource by one request and reads it by another; a plan reads it once more. */
const REQUESTS_TO_CREATE = 2;

export interface Deployment {
  /** Requests to all control planes. */
  readonly calls: number;
  /** Minutes that the slowest control plane takes at its rate, for all requests of a first apply. */
  readonly minutes: number;
  /** Minutes that a plan takes to read what is there. */
  readonly planMinutes: number;
}

/** @param resources how many there are of each Terraform type */
export function deploymentOf(resources: ReadonlyMap<string, number>): Deployment {
  const all = [...resources];
  const count = (of: (type: string) => boolean) =>
    all.reduce((sum, [type, number]) => sum + (of(type) ? number : 0), 0);
  const ofGateway = count((type) => /^aws_api_?gateway/.test(type));
  const queued = (requests: number) => Math.max(0, requests - API_GATEWAY.burst) / API_GATEWAY.perSecond;
  const single = all.map(([type, number]) => number * (SECONDS_EACH[type] ?? 0));
  const lambda = count((type) => type.startsWith("aws_lambda_")) / LAMBDA_PER_SECOND;
  return {
    calls: REQUESTS_TO_CREATE * count((type) => type.startsWith("aws_")),
    minutes: Math.max(queued(REQUESTS_TO_CREATE * ofGateway), ...single, lambda) / 60,
    planMinutes: queued(ofGateway) / 60,
  };
}
