import { basicCredentials, isForm, type Parameters, parametersIn } from "../../http/form";
import type { HttpRequest } from "../../http/message";
import { sameText } from "../../state/same-text";
import { clientSecret } from "../user-pool/client-secret";
import { type DomainContext, findOauthClient, type OauthClient } from "./context";
import { OauthError } from "./oauth-error";

/** @throws {OauthError} `invalid_request` */
export function formOf(request: HttpRequest): Parameters {
  if (!isForm(request)) throw new OauthError("invalid_request", "the body is not a form");
  const parameters = parametersIn(request.body.toString("utf8"));
  if (parameters === "repeated") throw new OauthError("invalid_request", "a parameter is repeated");
  return parameters;
}

/**
 * The client that sends a form. One with a secret proves that it has it, by HTTP Basic or in the form and not by both;
 * one without a secret names itself, and sends none.
 *
 * @param status of a client that is not who it says
 * @throws {OauthError} `invalid_client`, `invalid_request`
 */
export function authenticateClient(
  request: HttpRequest,
  parameters: Parameters,
  context: DomainContext,
  status: 400 | 401 = 400,
): OauthClient {
  const refused = (reason: string) => new OauthError("invalid_client", reason, status);
  const basic = basicCredentials(request);
  if (basic === "malformed") throw refused("the header Authorization is not HTTP Basic");
  const [id, secret] = [parameters.get("client_id"), parameters.get("client_secret")];
  if (basic && secret !== undefined)
    throw new OauthError("invalid_request", "the client authenticates by two methods");
  if (basic && id !== undefined && id !== basic.id)
    throw new OauthError("invalid_request", "client_id is not the client that authenticates");
  const found = findOauthClient(context, basic?.id ?? id);
  const expected = found && clientSecret(found.client, context.seal);
  // Compared for unknown clients as well, so that the time does not tell which clients exist.
  const isSame = sameText(basic?.secret ?? secret ?? "", expected ?? "");
  if (found === undefined) throw refused("there is no such client, or it has no OAuth flow");
  if (!isSame) throw refused(`${found.client.address} did not send its secret`);
  return found;
}
