/** What the guard lets pass of the stacks that `init` writes: parts that cost without traffic are off in them. */
import type { ApiKind } from "./stack";

interface Waiver {
  readonly rule: string;
  readonly resource: string;
  readonly reason: string;
}

const restStage = {
  resource: "api/aws_api_gateway_stage.live_stage_B6DC1B52",
  reason: "Parts that cost without traffic are off; turn logs and web ACL on in protection of LiveStage",
};

const WAIVERS: Readonly<Record<ApiKind, readonly Waiver[]>> = {
  rest: [
    { rule: "stage-without-logs", ...restStage },
    { rule: "stage-without-waf", ...restStage },
  ],
  http: [
    {
      rule: "stage-without-logs",
      resource: "api/aws_apigatewayv2_stage.api_stage_9CA2AE48",
      reason: "Parts that cost without traffic are off; give HttpApi a log group as its accessLog",
    },
  ],
};

/** The open route of the declaration that `init` writes. */
const WIDENINGS = [{ route: "GET /health", principal: "anonymous", reason: "Monitors have no credentials" }];

/** A new gatehouse.json. */
export function guardText(api: ApiKind): string {
  return `${JSON.stringify({ guard: { waivers: WAIVERS[api], widenings: WIDENINGS } }, null, 2)}\n`;
}

/** The entries of `guard.waivers` that a gatehouse.json lacks, as lines to add by hand. */
export function waiversMissing(api: ApiKind, text: string): readonly string[] {
  return WAIVERS[api]
    .filter(({ rule }) => !text.includes(`"${rule}"`))
    .map((waiver) => JSON.stringify(waiver));
}
