/** A web ACL in front of a stage. Only the gate evaluates it. */
export interface Firewall extends RuleSpace {
  readonly address: string;
  readonly name: string;
  readonly defaultAction: FirewallAction;
  /** Bytes of a body that are inspected. */
  readonly bodyLimit: number;
  /** In the order of their evaluation. */
  readonly rules: readonly FirewallRule[];
}

/** Where rules are written: a web ACL or a rule group. */
export interface RuleSpace {
  /** What labels of its rules begin with: `awswaf:123456789012:webacl:NAME:` */
  readonly labelPrefix: string;
}

export type FirewallAction =
  | { readonly kind: "allow" | "captcha" | "challenge" | "count" }
  | { readonly kind: "block"; readonly response?: FirewallResponse };

/** The answer to a blocked request, in place of API Gateway's. */
export interface FirewallResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: { readonly type: string; readonly text: string };
}

export type FirewallRule = FirewallStatementRule | FirewallGroupRule;

export interface FirewallStatementRule {
  readonly kind: "statement";
  readonly address: string;
  readonly name: string;
  readonly action: FirewallAction;
  /** Labels that a match adds, without the prefix. */
  readonly labels: readonly string[];
  readonly statement: FirewallStatement;
}

/** A reference to a rule group of this Terraform. */
export interface FirewallGroupRule extends RuleSpace {
  readonly kind: "group";
  readonly address: string;
  readonly name: string;
  /** What the group decides is only counted. */
  readonly onlyCounts: boolean;
  readonly rules: readonly FirewallStatementRule[];
}

export type FirewallStatement =
  | { readonly is: "and" | "or"; readonly of: readonly FirewallStatement[] }
  | { readonly is: "not"; readonly of: FirewallStatement }
  | { readonly is: "addresses"; readonly ranges: readonly string[]; readonly forwarded?: ForwardedAddress }
  | { readonly is: "countries"; readonly codes: readonly string[]; readonly forwarded?: ForwardedAddress }
  | { readonly is: "label"; readonly key: string; readonly scope: "LABEL" | "NAMESPACE" }
  | ({
      readonly is: "size";
      readonly operator: "EQ" | "NE" | "LE" | "LT" | "GE" | "GT";
      readonly size: number;
    } & Inspected)
  | ({
      readonly is: "bytes";
      readonly position: "EXACTLY" | "STARTS_WITH" | "ENDS_WITH" | "CONTAINS" | "CONTAINS_WORD";
      readonly search: string;
    } & Inspected)
  /** Part of the text must match one of them. */
  | ({ readonly is: "patterns"; readonly patterns: readonly string[] } & Inspected)
  | RateStatement
  /** What the gate does not evaluate: it neither matches nor does not. */
  | { readonly is: "unknown"; readonly because: string };

export interface RateStatement {
  readonly is: "rate";
  /** Requests with the same keys within the window; more of them match. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** By what requests are counted together; none is all of them. */
  readonly keys: readonly RateKey[];
  /** Only requests that match it are counted. */
  readonly of?: FirewallStatement;
}

export type RateKey =
  | { readonly by: "address" }
  | { readonly by: "forwarded-address"; readonly forwarded: ForwardedAddress }
  | { readonly by: "method" }
  | { readonly by: "label-namespace"; readonly namespace: string }
  | ({ readonly by: "text" } & Inspected);

/** An address in a header, in place of the caller's own. */
export interface ForwardedAddress {
  readonly header: string;
  /** Which of several addresses. */
  readonly position: "FIRST" | "LAST" | "ANY";
  /** Whether a request with a header that is no address matches. One without the header never does. */
  readonly fallback: "MATCH" | "NO_MATCH";
}

/** A part of a request, and how it is changed before it is compared. */
export interface Inspected {
  readonly part: RequestPart;
  /** In order. */
  readonly transformations: readonly TextTransformation[];
}

export type RequestPart =
  | { readonly of: "method" | "path" | "query" | "all-arguments" }
  | { readonly of: "header" | "argument" | "cookie"; readonly name: string }
  | { readonly of: "body"; readonly oversize: Oversize }
  | ({ readonly of: "headers" | "cookies"; readonly oversize: Oversize } & PartFilter);

/** What a part is taken for that is longer than what is inspected. */
export type Oversize = "CONTINUE" | "MATCH" | "NO_MATCH";

export interface PartFilter {
  readonly scope: "ALL" | "KEY" | "VALUE";
  /** Absent: all of them. */
  readonly only?: readonly string[];
  readonly except?: readonly string[];
}

/** What is evaluated of WAF's transformations. */
export const TEXT_TRANSFORMATIONS = [
  "NONE",
  "BASE64_DECODE",
  "CMD_LINE",
  "COMPRESS_WHITE_SPACE",
  "HEX_DECODE",
  "HTML_ENTITY_DECODE",
  "LOWERCASE",
  "MD5",
  "NORMALIZE_PATH",
  "NORMALIZE_PATH_WIN",
  "REMOVE_NULLS",
  "REPLACE_COMMENTS",
  "REPLACE_NULLS",
  "URL_DECODE",
] as const;

export type TextTransformation = (typeof TEXT_TRANSFORMATIONS)[number];
