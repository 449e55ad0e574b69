import type { ApiModel } from "../../../terraform/model";
import type {
  Firewall,
  FirewallAction,
  FirewallRule,
  FirewallStatement,
} from "../../../terraform/model/firewall";
import { withApi } from "./changes";

/** A web ACL with a rule for each action, by a header. */
export function filtered(model: ApiModel): ApiModel {
  const address = "api/aws_wafv2_web_acl.front";
  const sent = (name: string): FirewallStatement => ({
    is: "size",
    part: { of: "header", name },
    transformations: [],
    operator: "GT",
    size: 0,
  });
  const rule = (name: string, action: FirewallAction, statement: FirewallStatement): FirewallRule => ({
    kind: "statement",
    address,
    name,
    action,
    labels: [],
    statement,
  });
  const response = {
    status: 418,
    headers: [["x-brewed", "tea"]] as const,
    body: { type: "text/plain", text: "no coffee" },
  };
  const rate = { is: "rate", limit: 1, windowSeconds: 300, keys: [{ by: "address" }] } as const;
  const body = { part: { of: "body", oversize: "MATCH" }, transformations: [] } as const;
  const firewall: Firewall = {
    address,
    name: "front",
    labelPrefix: "awswaf:123456789012:webacl:front:",
    defaultAction: { kind: "allow" },
    bodyLimit: 16_384,
    rules: [
      rule("managed", { kind: "block" }, { is: "unknown", because: "it is managed" }),
      rule("header", { kind: "block" }, sent("x-block")),
      rule("body", { kind: "block" }, { is: "bytes", search: "attack", position: "CONTAINS", ...body }),
      rule("teapot", { kind: "block", response }, sent("x-teapot")),
      rule("captcha", { kind: "captcha" }, sent("x-captcha")),
      rule("challenge", { kind: "challenge" }, sent("x-challenge")),
      rule("rate", { kind: "block" }, { ...rate, of: sent("x-rated") }),
    ],
  };
  return withApi(({ stages }) => ({ stages: stages.map((stage) => ({ ...stage, firewall })) }))(model);
}
