import type { Api, Operation } from "./api";
import type { HttpAuthorization, HttpAuthorizer } from "./authorizer";

/** An HTTP API, `aws_apigatewayv2_api` of the protocol HTTP. It has no resource policy. */
export interface HttpApi extends Api {
  readonly kind: "http";
  readonly methods: readonly HttpRoute[];
  readonly authorizers: readonly HttpAuthorizer[];
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
}
