import type { CredentialKind, CredentialSource } from "../../credential";
import type { AppClient, RouteFacts } from "../../facts";
import { ifKnown } from "../../need";
import type { ConcreteRoute } from "../../routes";

type Scheme = Readonly<Record<string, unknown>>;
/** Names of schemes that a request must satisfy together, each with scopes. */
type Requirement = Readonly<Record<string, readonly string[]>>;

/** What the access tokens of a pool are got by. */
export interface TokenSource {
  /** Absent without a domain: tokens then come from the user pool's API alone. */
  readonly oauthUrl?: string;
  readonly clients: readonly AppClient[];
}

/** The security schemes of a document, collected as routes ask for them. */
export class Security {
  readonly schemes: Record<string, Scheme> = {};
  /** All scopes that routes name: an oauth2 scheme lists them. */
  private readonly scopes: readonly string[];

  constructor(
    routes: readonly ConcreteRoute[],
    private readonly tokens: TokenSource,
  ) {
    const scopes = routes.flatMap(({ credential }) =>
      credential.kind === "access-token" ? credential.scopes : [],
    );
    this.scopes = [...new Set(scopes)].sort();
  }

  /** Alternatives of a route; an empty list is a route without credentials. An API key is no credential. */
  of({ credential }: RouteFacts): readonly Requirement[] {
    return this.requirements[credential.kind](credential as never);
  }

  private readonly requirements: {
    readonly [K in CredentialKind]: (
      credential: Extract<RouteFacts["credential"], { readonly kind: K }>,
    ) => readonly Requirement[];
  } = {
    none: () => [],
    signature: () => [{ [this.named("Signature", SIGNATURE)]: [] }],
    "id-token": ({ either, header, scopes }) => [
      { [this.named("IdToken", tokenIn(header, "The ID token of a user of the user pool."))]: [] },
      ...(either ? this.accessToken(header, scopes) : []),
    ],
    "access-token": ({ header, scopes }) => this.accessToken(header, scopes),
    "other-token": ({ header, issuers }) => [
      { [this.named("OtherToken", tokenIn(header, `A token of ${issuers.join(" or ")}.`))]: [] },
    ],
    authorizer: ({ sources }) => [
      Object.fromEntries(authorizerSchemes(sources).map(([name, scheme]) => [this.named(name, scheme), []])),
    ],
  };

  /** One of the scopes is enough, so each is an alternative. */
  private accessToken(header: string, scopes: readonly string[]): readonly Requirement[] {
    const description = "The access token of a user of the user pool.";
    const flows = header.toLowerCase() === "authorization" ? this.flows() : undefined;
    if (!flows) return [{ [this.named("AccessToken", tokenIn(header, description))]: [] }];
    const name = this.named("AccessToken", { type: "oauth2", description, flows });
    return scopes.length === 0 ? [{ [name]: [] }] : scopes.map((scope) => ({ [name]: [scope] }));
  }

  private flows(): Scheme | undefined {
    const { clients, oauthUrl } = this.tokens;
    if (oauthUrl === undefined) return undefined;
    const allowed = new Set(clients.flatMap(({ oauth }) => ifKnown(oauth)?.flows ?? []));
    const scopes = Object.fromEntries(this.scopes.map((scope) => [scope, `The scope ${scope}`]));
    const [authorizationUrl, tokenUrl] = [`${oauthUrl}/oauth2/authorize`, `${oauthUrl}/oauth2/token`];
    const flows = {
      ...(allowed.has("code") && { authorizationCode: { authorizationUrl, tokenUrl, scopes } }),
      ...(allowed.has("client_credentials") && { clientCredentials: { tokenUrl, scopes } }),
    };
    return Object.keys(flows).length === 0 ? undefined : flows;
  }

  /** Schemes that differ have different names: `IdToken`, `IdToken2`. */
  private named(name: string, scheme: Scheme): string {
    const text = JSON.stringify(scheme);
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? name : `${name}${number}`;
      const known = this.schemes[candidate];
      if (known !== undefined && JSON.stringify(known) !== text) continue;
      this.schemes[candidate] = scheme;
      return candidate;
    }
  }
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html */
const SIGNATURE: Scheme = {
  type: "apiKey",
  in: "header",
  name: "Authorization",
  description: "Signature Version 4 of the service execute-api, with credentials of an IAM principal.",
  "x-amazon-apigateway-authtype": "awsSigv4",
};

function tokenIn(header: string, description: string): Scheme {
  return header.toLowerCase() === "authorization"
    ? { type: "http", scheme: "bearer", bearerFormat: "JWT", description }
    : { type: "apiKey", in: "header", name: header, description };
}

/** Each place that the authorizer reads; a request has all of them. */
function authorizerSchemes(sources: readonly CredentialSource[]): readonly (readonly [string, Scheme])[] {
  if (sources.length === 0)
    return [
      [
        "Authorizer",
        {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description:
            "What the Lambda authorizer takes. The Terraform does not say where it reads it; most read this header.",
        },
      ],
    ];
  return sources.map((source) => [
    sources.length === 1 ? "Authorizer" : `Authorizer${source.name.replace(/\W+/g, "")}`,
    { type: "apiKey", in: source.in, name: source.name, description: "What the Lambda authorizer takes." },
  ]);
}
