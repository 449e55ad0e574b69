import type { Firewall, FirewallAction } from "../../terraform/model";
import { decideByFirewall, inspectsBody, type Verdict } from "../firewall/firewall";
import type { ReadBody } from "../http/body";
import type { HttpResponse } from "../http/message";
import type { DataPlane } from "./data-plane";
import { idHeaders, type Refused } from "./gateway-response/responses";
import type { StageCall } from "./method-call";

/** A refusal by a web ACL. A response of the web ACL's own comes before API Gateway's. */
export interface Filtered {
  readonly refused: Refused;
  readonly response?: HttpResponse;
}

/**
 * Asks the stage's web ACL, before anything else of the API. The body is read where a rule inspects it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
 */
export async function refusedByFirewall(
  call: StageCall,
  firewall: Firewall,
  readBody: ReadBody,
  dataPlane: DataPlane,
): Promise<Filtered | undefined> {
  const { country, limits, log, now } = dataPlane;
  const request = inspectsBody(firewall) ? { ...call.request, body: await readBody() } : call.request;
  const verdict = decideByFirewall(firewall, request, {
    country,
    rates: limits.throttling ? limits.rates : undefined,
    now: now(),
  });
  if (verdict.counted.length > 0) log(`${firewall.address} counted: ${verdict.counted.join(", ")}`);
  const { action } = verdict;
  if (action.kind === "allow") return undefined;
  const { address, rule } = verdict;
  const refused: Refused = {
    response: "WAF_FILTERED",
    reason: reasonOf(verdict, firewall),
    rule: { address, ...(rule !== undefined && { rule }) },
  };
  const response = ownResponse(action, call);
  return { refused, ...(response && { response }) };
}

function reasonOf({ action, address, rule }: Verdict, { name }: Firewall): string {
  const by = rule === undefined ? `The default action of ${name}` : `The rule ${rule} of ${name}`;
  return `${by} is ${action.kind}: ${address}`;
}

/** Undefined where API Gateway's own gateway response is the answer. */
function ownResponse(action: Verdict["action"], { ids }: StageCall): HttpResponse | undefined {
  if (action.kind === "allow") return undefined;
  if (action.kind !== "block") return forBrowsers(action, ids);
  const { response } = action;
  if (!response) return undefined;
  const type = response.body ? [["Content-Type", response.body.type] as const] : [];
  return {
    status: response.status,
    headers: [...type, ...response.headers, ...idHeaders(ids)],
    body: response.body?.text ?? "",
  };
}

/** What a client gets that cannot run the puzzle's script: the statuses are those of the service. */
function forBrowsers({ kind }: FirewallAction, ids: StageCall["ids"]): HttpResponse {
  return {
    status: kind === "captcha" ? 405 : 202,
    headers: [
      ["x-amzn-waf-action", kind],
      ["Cache-Control", "no-store, max-age=0"],
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Expose-Headers", "x-amzn-waf-action"],
      ...idHeaders(ids),
    ],
    body: "",
  };
}
