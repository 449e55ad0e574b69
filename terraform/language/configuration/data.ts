import {
  isList,
  isRecord,
  joined,
  renderTemplate,
  Unresolved,
  unresolvedIn,
  type Value,
} from "../expression";
import type { Self } from "./assigned";
import { fileAttributes } from "./data-files";
import { twinAttribute } from "./data-twins";
import { policyDocumentJson } from "./policy-document";

const sources: Readonly<Record<string, Readonly<Record<string, (self: Self) => Value | undefined>>>> = {
  aws_caller_identity: {
    id: ({ accountId }) => accountId,
    account_id: ({ accountId }) => accountId,
  },
  aws_region: {
    id: ({ region }) => region(),
    name: ({ region }) => region(),
    region: ({ region }) => region(),
  },
  aws_partition: {
    id: () => "aws",
    partition: () => "aws",
    dns_suffix: () => "amazonaws.com",
  },
  aws_iam_policy_document: {
    json: policyDocumentJson,
    minified_json: policyDocumentJson,
  },
  aws_vpc_endpoint_service: {
    service_name: serviceName,
  },
  template_file: {
    rendered: renderedTemplate,
  },
  local_file: fileAttributes,
  local_sensitive_file: fileAttributes,
};

/** Of a service of AWS itself: those of others are found by tags or filters. */
function serviceName(self: Self): Value | undefined {
  if (!self.has("service")) return undefined;
  return joined(["com.amazonaws.", self.region(), ".", self.get("service")]);
}

/** Of the provider `template`, the predecessor of templatefile(). */
function renderedTemplate({ budget, get, has }: Self): Value {
  const template = has("template") ? get("template") : null;
  if (typeof template !== "string")
    return unresolvedIn(template) ?? new Unresolved("a template without a text");
  const given = has("vars") ? get("vars") : {};
  // Written as a block, it is one of a list.
  const vars = isList(given) ? given[0] : given;
  return renderTemplate(template, isRecord(vars) ? vars : {}, budget ? { budget } : {});
}

/**
 * The attribute of a data source that can be evaluated without the cloud: a computed one, or one of a resource in this
 * Terraform. All others are unknown, under the data source's address.
 */
export function dataAttribute(self: Self, name: string): Value | undefined {
  const attributes = Object.hasOwn(sources, self.type) ? sources[self.type] : undefined;
  if (attributes && Object.hasOwn(attributes, name)) return attributes[name]?.(self);
  return twinAttribute(self, name);
}

export function dataNames(type: string): readonly string[] {
  return Object.hasOwn(sources, type) ? Object.keys(sources[type] ?? {}) : [];
}
