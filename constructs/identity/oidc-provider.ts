import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import { checkProps, listOf, someText } from "../declaration";
import { DeclarationError } from "../declaration/errors";

export interface OidcProviderProps {
  /** `https://example.eu.auth0.com`, exactly as tokens have it in `iss`. */
  readonly issuer: string;
  /** The accepted values of `aud`. */
  readonly clientIds: readonly string[];
  /** SHA-1 of the certificate authority, 40 hexadecimal digits. AWS uses it only where it does not know the authority. */
  readonly thumbprints: readonly string[];
}

/** A third-party OIDC issuer that IAM trusts, for an identity pool or a role. */
export class OidcProvider extends Construct {
  /** ARN of the provider, for `otherLogins.oidc` of an identity pool. */
  readonly arn: string;
  /** The issuer without its scheme. */
  readonly name: string;

  /** @throws DeclarationError `ISSUER_INVALID`, `AUDIENCE_MISSING`, `THUMBPRINT_INVALID` */
  constructor(scope: Construct, id: string, props: OidcProviderProps) {
    super(scope, id);
    checkProps(this, props, {
      issuer: someText,
      clientIds: listOf(someText),
      thumbprints: listOf(someText),
    });
    if (!/^https:\/\/[^\s?#]+$/.test(props.issuer)) {
      throw new DeclarationError(
        "ISSUER_INVALID",
        `The OIDC issuer is "${props.issuer}"; expected https:// and no query.`,
      );
    }
    if (props.clientIds.length === 0) {
      throw new DeclarationError(
        "AUDIENCE_MISSING",
        `The OIDC issuer "${props.issuer}" has no client ids: tokens for any of its apps would be accepted.`,
      );
    }
    const wrong = props.thumbprints.find((text) => !/^[0-9a-f]{40}$/.test(text));
    if (wrong !== undefined || props.thumbprints.length === 0) {
      throw new DeclarationError(
        "THUMBPRINT_INVALID",
        `The OIDC issuer "${props.issuer}" has the thumbprint "${wrong ?? ""}"; expected 40 small hexadecimal digits.`,
      );
    }
    this.name = props.issuer.slice("https://".length);
    this.arn = new IamOpenidConnectProvider(this, "provider", {
      url: props.issuer,
      clientIdList: [...props.clientIds],
      thumbprintList: [...props.thumbprints],
    }).arn;
  }
}
