import type { KeyObject } from "node:crypto";
import type { IamRole, SamlProvider } from "../../terraform/model";
import { isForm, parametersIn } from "../http/form";
import type { HttpRequest, HttpResponse } from "../http/message";
import { samlResponse } from "../saml/respond";
import { sameText } from "../state/same-text";
import type { Secrets } from "../state/secrets";
import { makeExternal } from "./external-users";

/** A SAML provider of IAM, for which the gate's own stands in. */
export interface SamlDirectory {
  /** `arn:aws:iam::123456789012:saml-provider/directory` */
  readonly arn: string;
  readonly name: string;
  readonly entityId: string;
  /** ARNs of the roles that it names for each user. */
  readonly roleArns: readonly string[];
  readonly users: readonly {
    readonly username: string;
    readonly password: string;
    readonly subject: string;
  }[];
}

/** Below it is a path for each provider. */
export const SAML_PATH = "/saml/";
const ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes";
const RECIPIENT = "https://signin.aws.amazon.com/saml";

export function samlDirectories(
  providers: readonly (SamlProvider & { readonly issuer: { readonly entityId: string } })[],
  roles: readonly IamRole[],
  secrets: Secrets,
): SamlDirectory[] {
  return providers.map(({ arn, issuer, name }) => ({
    arn,
    name,
    entityId: issuer.entityId,
    roleArns: roles.filter((role) => isFor(role, arn)).map((role) => role.arn),
    users: makeExternal(`saml/${arn}`, secrets),
  }));
}

/** Whether a trust policy names the provider. Whether it takes the assertion, STS decides. */
function isFor({ trust }: IamRole, arn: string): boolean {
  return (
    !("unknown" in trust) &&
    trust.statements.some(
      ({ effect, principals }) => effect === "Allow" && principals?.Federated?.includes(arn),
    )
  );
}

/**
 * Answers `POST /saml/PROVIDER` with a SAML response for a user, as AssumeRoleWithSAML takes it: base64, with all roles
 * of the provider.
 */
export function answerSaml(
  request: HttpRequest,
  directories: readonly SamlDirectory[],
  { key, now }: { readonly key: KeyObject; readonly now: Date },
): HttpResponse {
  const directory = directories.find(({ name }) => request.path === `${SAML_PATH}${name}`);
  if (directory === undefined) return text(404, "There is no SAML provider of this name.");
  const form = isForm(request) ? parametersIn(request.body.toString("utf8")) : "repeated";
  const [username, password] = form === "repeated" ? [] : [form.get("username"), form.get("password")];
  if (username === undefined || password === undefined)
    return text(400, "Expected a form with username and password.");
  const user = directory.users.find((known) => known.username === username);
  const isRight = sameText(password, user?.password ?? "");
  if (!isRight || user === undefined) return text(403, "Incorrect username or password.");
  const { arn, entityId, roleArns } = directory;
  const response = samlResponse(
    {
      entityId,
      audience: "urn:amazon:webservices",
      recipient: RECIPIENT,
      subject: user.subject,
      attributes: {
        [`${ATTRIBUTES}/Role`]: roleArns.map((role) => `${role},${arn}`),
        [`${ATTRIBUTES}/RoleSessionName`]: [user.username],
      },
      now,
    },
    key,
  );
  return text(200, response);
}

function text(status: number, body: string): HttpResponse {
  return {
    status,
    headers: [
      ["Content-Type", "text/plain; charset=utf-8"],
      ["Cache-Control", "no-store"],
    ],
    body,
  };
}
