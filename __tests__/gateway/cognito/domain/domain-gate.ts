import { createHash } from "node:crypto";
import type { GateOptions } from "../../../../gateway";
import type { ClientOauth } from "../../../../terraform/model";
import { type Answer, type CallOptions, call } from "../../client";
import { type PoolChanges, type PoolGate, poolGate } from "../user-pool/pool-gate";

/** A gate whose user pool has a domain, and a browser and clients as raw requests. */

export const CALLBACK = "http://localhost:5173/in";
export const LOGOUT = "http://localhost:5173/out";
export const APP_SCHEME = "com.example.shop:/in";

export const oauth = {
  flows: ["code"],
  scopes: ["openid", "email", "profile", "api/read"],
  callbackUrls: [CALLBACK, "https://shop.example/in?tenant=1", APP_SCHEME],
  logoutUrls: [LOGOUT],
  identityProviders: ["COGNITO"],
} satisfies ClientOauth;

const clients: NonNullable<PoolChanges["clients"]> = {
  web: { oauth, explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] },
  server: { oauth, hasSecret: true, explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] },
  implicit: { oauth: { ...oauth, flows: ["implicit"] } },
  robot: {
    hasSecret: true,
    explicitAuthFlows: [],
    oauth: { ...oauth, flows: ["client_credentials"], scopes: ["api/read", "api/write"] },
  },
  hidden: { oauth: { ...oauth, identityProviders: [] } },
  bare: { oauth: { ...oauth, scopes: ["api/read"], defaultRedirectUri: CALLBACK } },
};

export async function domainGate(
  changes: PoolChanges = {},
  options: Partial<GateOptions> = {},
): Promise<PoolGate> {
  return poolGate(
    {
      ...changes,
      clients: { ...clients, ...changes.clients },
      change: (model) => {
        const domains = [{ address: "identity/aws_cognito_user_pool_domain.login", name: "shop" }];
        const with_ = { ...model, userPools: model.userPools.map((pool) => ({ ...pool, domains })) };
        return changes.change ? changes.change(with_) : with_;
      },
    },
    options,
  );
}

export function secretOf({ gate }: PoolGate, clientId: string): string {
  return gate.description.clients.find((client) => client.clientId === clientId)?.clientSecret ?? "none";
}

/** A verifier of PKCE, and its challenge. */
export const VERIFIER = "correct-horse-battery-staple-0123456789-abcdefg";
export const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

export type Parameters = Readonly<Record<string, string | undefined>>;

export function encoded(parameters: Parameters): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given).toString();
}

/** What a client asks for that does all as it should. */
export function asked(changes: Parameters = {}): Parameters {
  return { response_type: "code", client_id: "web", redirect_uri: CALLBACK, state: "s1", ...changes };
}

/** A browser at the gate: it keeps cookies, and follows no redirect by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly running: PoolGate) {}

  get origin(): string {
    return this.running.gate.description.endpoint;
  }

  async send(path: string, { headers, ...options }: CallOptions = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await call(this.origin, path, {
      ...options,
      headers: { ...(cookie && { cookie }), ...headers },
    });
    for (const set of [answer.headers["set-cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([\w-]+)=([^;]*)/.exec(set) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  authorize(changes: Parameters = {}): Promise<Answer> {
    return this.send(`/oauth2/authorize?${encoded(asked(changes))}`);
  }

  /** Opens the login page, and returns its form's token. */
  async open(changes: Parameters = {}): Promise<string> {
    const { body } = await this.send(`/login?${encoded(asked(changes))}`);
    return /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? "none";
  }

  post(
    form: Parameters,
    changes: Parameters = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.send(`/login?${encoded(asked(changes))}`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: this.origin,
        "sec-fetch-site": "same-origin",
        ...headers,
      },
      body: encoded(form),
    });
  }

  /** Signs a user of the seed in at the page. */
  async signIn(username: string, changes: Parameters = {}): Promise<Answer> {
    const _csrf = await this.open(changes);
    return this.post({ _csrf, username, password: this.running.password(username) }, changes);
  }

  /** A code for a request, by signing in. */
  async code(changes: Parameters = {}, username = "bob"): Promise<string> {
    return inLocation(await this.signIn(username, changes)).get("code") ?? "none";
  }
}

/** The parameters of the address that an answer sends the browser to. */
export function inLocation({ headers }: Answer): URLSearchParams {
  return new URL(String(headers.location), "http://gate").searchParams;
}

/** The hidden fields of a page's form. */
export function hiddenIn({ body }: Answer): Record<string, string> {
  const inputs = body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return Object.fromEntries(
    [...inputs].map(([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"')]),
  );
}

export interface TokenAnswer {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Posts a form to an endpoint that clients call. */
export async function post(
  { gate }: PoolGate,
  path: string,
  form: Parameters,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer & TokenAnswer> {
  const answer = await call(gate.description.endpoint, path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: encoded(form),
  });
  return { ...answer, json: answer.body === "" ? {} : JSON.parse(answer.body) };
}

export function basic(id: string, secret: string): { readonly authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` };
}

/** Exchanges a code of the client `web`. */
export const exchangeCode = (running: PoolGate, code: string, changes = {}, headers = {}) =>
  post(
    running,
    "/oauth2/token",
    { grant_type: "authorization_code", client_id: "web", redirect_uri: CALLBACK, code, ...changes },
    headers,
  );
