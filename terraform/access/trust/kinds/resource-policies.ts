import { type Plain, Untold } from "../compare/plain";
import type { TrustedTypes } from "../trusted-type";

/** Whether an endpoint with a service name is one by which callers reach private APIs. */
function mayBeOfApis(service: Plain | undefined): boolean {
  if (!(service instanceof Untold)) return /execute-api/.test(String(service));
  const { ends = "" } = service;
  return ends.includes("execute-api") || "execute-api".endsWith(ends);
}

/** Whom the policies of APIs and of their endpoints name. */
export const resourcePolicies: TrustedTypes = {
  aws_api_gateway_rest_api_policy: {
    kind: "resource-policy",
    root: () => true,
    // A role that the policy names needs no right of its own.
    uses: { policy: ["aws_iam_role", "aws_iam_user"] },
    // The routes of an API that is made elsewhere do not show whom its policy lets in.
    added: ({ plain }, estate) =>
      estate.mentioned(plain.rest_api_id, ["aws_api_gateway_rest_api"]).length > 0 ? "unsaid" : "other",
    removed: "other",
    ignored: ["rest_api_id"],
    rules: { policy: { policy: "resource" } },
  },
  aws_vpc_endpoint: {
    kind: "resource-policy",
    root: ({ plain }) => mayBeOfApis(plain.service_name),
    added: "unsaid",
    removed: "unsaid",
    ignored: [
      "arn",
      "auto_accept",
      "cidr_blocks",
      "dns_entry",
      "dns_options",
      "ip_address_type",
      "network_interface_ids",
      "owner_id",
      "prefix_list_id",
      "private_dns_enabled",
      "requester_managed",
      "route_table_ids",
      "state",
      "subnet_configuration",
      "subnet_ids",
      "service_region",
    ],
    rules: { policy: { policy: "resource" } },
  },
  aws_vpc_endpoint_policy: {
    kind: "resource-policy",
    partOf: { vpc_endpoint_id: ["aws_vpc_endpoint"] },
    // Of an endpoint that is made elsewhere, it is not known which service it leads to.
    root: ({ plain }, estate) => estate.mentioned(plain.vpc_endpoint_id, ["aws_vpc_endpoint"]).length === 0,
    onePer: ["vpc_endpoint_id"],
    // An endpoint without a policy lets all requests through.
    added: "narrower",
    removed: "other",
    ignored: [],
    rules: { policy: { policy: "resource" } },
  },
};
