import { makeRequestRates } from "../../../gateway/firewall/rates";
import type { StatementContext } from "../../../gateway/firewall/statement";
import type { HttpRequest } from "../../../gateway/http/message";

export const NOW = new Date("2026-03-01T12:00:00Z");

export function request(changes: Partial<HttpRequest> = {}): HttpRequest {
  return {
    verb: "GET",
    path: "/dev/pets",
    query: "",
    headers: [],
    body: Buffer.alloc(0),
    sourceIp: "192.0.2.7",
    ...changes,
  };
}

export function context(changes: Partial<StatementContext> = {}): StatementContext {
  return {
    request: request(),
    bodyLimit: 16_384,
    labelPrefix: "awswaf:123456789012:webacl:front:",
    labels: new Set(),
    country: undefined,
    rates: makeRequestRates(),
    ruleName: "rule",
    now: NOW,
    ...changes,
  };
}
