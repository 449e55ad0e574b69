import type { Document } from "../build/stacks";
import { model } from "./served";

/** An API with a web ACL in front of its stage, and what a strict reader makes of it. */

export const none = [{ priority: 0, type: "NONE" }];
export const visibility = {
  cloudwatch_metrics_enabled: false,
  metric_name: "m",
  sampled_requests_enabled: false,
};

export interface Written {
  readonly rules?: readonly object[];
  readonly acl?: object;
  readonly more?: Readonly<Record<string, object>>;
  readonly associated?: string;
}

function withFirewall({ acl, associated, more, rules = [] }: Written) {
  return (api: Document) => {
    Object.assign(api.resource, {
      aws_wafv2_web_acl: {
        acl: {
          name: "front",
          scope: "REGIONAL",
          default_action: { allow: {} },
          visibility_config: visibility,
          rule: rules.map((rule, i) => ({ priority: i, visibility_config: visibility, ...rule })),
          ...acl,
        },
      },
      aws_wafv2_web_acl_association: {
        association: {
          resource_arn: associated ?? "${aws_api_gateway_stage.dev.arn}",
          web_acl_arn: "${aws_wafv2_web_acl.acl.arn}",
        },
      },
      ...more,
    });
  };
}

export function read(written: Written) {
  const { apis, notices } = model(withFirewall(written));
  const found = notices.filter(({ address }) => address.includes("wafv2"));
  return {
    firewall: apis[0]?.stages[0]?.firewall,
    notices: found.map(({ address, message }) => `${address}: ${message}`),
  };
}

export const blocking = (statement: object) => ({ name: "r", action: { block: {} }, statement });

export function statement(written: object, more: Written["more"] = {}) {
  const { firewall, notices } = read({ rules: [blocking(written)], more });
  const [rule] = firewall?.rules ?? [];
  return { notices, statement: rule?.kind === "statement" ? rule.statement : undefined };
}

export const header = { single_header: { name: "x-tenant" } };
export const inspected = { part: { of: "header", name: "x-tenant" }, transformations: ["NONE"] };

export const bytes = (search: string) => ({
  byte_match_statement: {
    positional_constraint: "CONTAINS",
    search_string: search,
    field_to_match: header,
    text_transformation: none,
  },
});
export const read1 = { is: "bytes", position: "CONTAINS", search: "a", ...inspected };
