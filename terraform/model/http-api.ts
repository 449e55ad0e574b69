import type { Api, Operation } from "./api";
import type { HttpAuthorization, HttpAuthorizer } from "./authorizer";

/** An HTTP API, `aws_apigatewayv2_api` of the protocol HTTP. It has no resource policy. */
export interface HttpApi extends Api {
  readonly kind: "http";
  readonly methods: readonly HttpRoute[];
  readonly authorizers: readonly HttpAuthorizer[];
  /** What it tells browsers about other origins. Only the gate reads it; absent where it says nothing of its own. */
  readonly cors?: Cors;
  /** Why the gate does not serve paths that no route of it has. Absent where all of its routes are known. */
  readonly unserved?: string;
}

/** `cors_configuration`; of the URL of a function, `cors`. */
export interface Cors {
  readonly address: string;
  /** `https://app.example.com`, `https://*`, or `*`. */
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  /** Seconds; absent: browsers keep answers as long as they like. */
  readonly maxAge?: number;
  readonly allowsCredentials: boolean;
}

/** A WebSocket API. Its authorization is that of `$connect`: the other routes are reached over the connection. */
export interface WebSocketApi extends Api {
  readonly kind: "websocket";
  readonly methods: readonly HttpRoute[];
  readonly authorizers: readonly HttpAuthorizer[];
}

export interface HttpRoute extends Operation {
  /** `GET /pets/{petId}`, `$default`, `$connect` */
  readonly key: string;
  readonly authorization: HttpAuthorization;
  /** Why the gate does not serve it. Absent where it does. */
  readonly unserved?: string;
}
