import { DeclarationError } from "../../declaration/errors";
import { blocks, type Resource, type SynthesizedApp } from "../synthesized-app";

/** Each kind of mapping of a domain name to an API. */
const MAPPINGS = ["aws_api_gateway_base_path_mapping", "aws_apigatewayv2_api_mapping"];
const DOMAINS = ["aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name"];

/** Each kind of API, and how its own address is closed. */
const APIS: Readonly<Record<string, string>> = {
  aws_api_gateway_rest_api: 'Give the SecuredApi executeApiEndpoint "closed".',
  aws_apigatewayv2_api: "Give the HttpApi a domain of its own as `domain`, which closes that address.",
};

/**
 * The address that AWS gives an API asks for no client certificate, so it goes around the mutual TLS of a domain name. An API
 * that the app does not have is not looked at.
 *
 * @throws DeclarationError `ENDPOINT_OPEN`
 */
export function checkOpenEndpoints(app: SynthesizedApp): void {
  const domains = DOMAINS.flatMap((type) => app.resources(type)).filter(
    ({ body }) => blocks(body.mutual_tls_authentication).length > 0,
  );
  if (domains.length === 0) return;
  const open = Object.keys(APIS)
    .flatMap((type) => app.resources(type))
    .filter(({ body }) => body.disable_execute_api_endpoint !== true);
  for (const mapping of MAPPINGS.flatMap((type) => app.resources(type))) {
    const name = app.text(mapping, mapping.body.domain_name);
    const domain = domains.find((one) => app.text(one, one.body.domain_name) === name || names(name, one));
    const id = app.text(mapping, mapping.body.api_id);
    const api = domain && open.find((one) => names(id, one));
    if (!api) continue;
    throw new DeclarationError(
      "ENDPOINT_OPEN",
      `${domain.address} asks for client certificates, and the own address of ${api.address} behind it stays open and asks for none. ${APIS[api.type]}`,
    );
  }
}

/** Whether a text has a reference to the resource. */
function names(text: string, { address, stack }: Resource): boolean {
  const here = address.slice(stack.length + 1);
  return text.split("${").some((part) => part.startsWith(`${stack}/`) && within(part, here));
}

function within(text: string, address: string): boolean {
  const at = text.indexOf(`${address}.`);
  return at > 0 && !/[\w.-]/.test(text.charAt(at - 1));
}
