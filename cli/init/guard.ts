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

/** The entries that lists of a gatehouse.json lack, as lines to add by hand. */
export function entriesMissing(
  api: ApiKind,
  text: string,
): Readonly<Record<"waivers" | "widenings", readonly string[]>> {
  const missing = <T>(entries: readonly T[], name: (entry: T) => string) =>
    entries
      .filter((entry) => !text.includes(JSON.stringify(name(entry))))
      .map((entry) => JSON.stringify(entry));
  return {
    waivers: missing(WAIVERS[api], ({ rule }) => rule),
    widenings: missing(WIDENINGS, ({ route }) => route),
  };
}
