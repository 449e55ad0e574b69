/** What the guard lets pass of the stacks that `init` writes: parts that cost without traffic are off in them. */

const STAGE = "api/aws_api_gateway_stage.live_stage_B6DC1B52";
const REASON = "Parts that cost without traffic are off; turn logs and web ACL on in protection of LiveStage";

const WAIVERS = ["stage-without-logs", "stage-without-waf"].map((rule) => ({
  rule,
  resource: STAGE,
  reason: REASON,
}));

/** The open route of the declaration that `init` writes. */
const WIDENINGS = [{ route: "GET /health", principal: "anonymous", reason: "Monitors have no credentials" }];

/** A new gatehouse.json. */
export function guardText(): string {
  return `${JSON.stringify({ guard: { waivers: WAIVERS, widenings: WIDENINGS } }, null, 2)}\n`;
}

/** The entries of `guard.waivers` that a gatehouse.json lacks, as lines to add by hand. */
export function waiversMissing(text: string): readonly string[] {
  return WAIVERS.filter(({ rule }) => !text.includes(`"${rule}"`)).map((waiver) => JSON.stringify(waiver));
}
