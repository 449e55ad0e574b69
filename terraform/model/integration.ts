import type { PayloadVersion } from "./authorizer";

/** What answers a call that was admitted; only a Lambda proxy has a function of this Terraform's. */
export type Integration = LambdaIntegration | OtherIntegration;

/** Of an OpenAPI body: what it tells the backend of a caller, under the names that arguments of the resource have. */
interface Told {
  readonly told?: Readonly<Record<string, unknown>>;
}

/** Of a REST API: the request parameters under which a response is cached, `method.request.header.Authorization`. */
interface Cached {
  /** Default: none, so that all callers get the same response. */
  readonly cacheKeys?: readonly string[];
}

export interface LambdaIntegration extends Told, Cached {
  readonly address: string;
  readonly type: "AWS_PROXY";
  /** ARN of the function that is invoked. */
  readonly functionArn: string;
  /** ARN of the role by which it is invoked, in place of a permission of the function. Only the gate asks. */
  readonly invokedAs?: string;
  /** Of an HTTP API: the form of events and answers. Only the gate asks. @default "1.0" */
  readonly payloadVersion?: PayloadVersion;
  /** Of an HTTP API: changes of the request, as of HttpForwarding. Only the gate asks. @default none */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

export interface OtherIntegration extends Told, Cached {
  readonly address: string;
  /** UNKNOWN where the Terraform does not say, or names no function that can be followed. */
  readonly type: "AWS" | "HTTP" | "HTTP_PROXY" | "MOCK" | "UNKNOWN";
  readonly functionArn?: undefined;
  /** Where the call goes on to, where that is known. */
  readonly uri?: string;
  /** How API Gateway calls it. Only reviews ask. */
  readonly sent?: SentCall;
  /** Of type MOCK: how it answers, where that is read. */
  readonly mock?: MockAnswers;
  /** Of types HTTP and HTTP_PROXY: how the call goes on, where that is read. */
  readonly http?: HttpForwarding;
  /** Why the gate cannot call the backend as the Terraform says. Only the gate asks. */
  readonly unserved?: string;
  /** Of type AWS that invokes a function: which one, and the mapping of its event and its result, where that is read. */
  readonly lambda?: {
    readonly functionArn: string;
    readonly invokedAs?: string;
    readonly answers: MockAnswers;
  };
  readonly timeoutMs: number;
}

/** What of a backend's call its URI does not say, as reviews compare it. */
export interface SentCall {
  /** ARN of the role by whose rights an AWS service is called. */
  readonly role?: string;
  /** Id of the VPC link. */
  readonly connection?: string;
  /** `GET`, …; absent: the call's own verb. */
  readonly verb?: string;
  /** Whether parameters write another path than that of the URI. @default false */
  readonly movesPath?: true;
}

/** How a call goes on to a server, and what becomes of its answer. */
export interface HttpForwarding {
  /** `GET`, …; `ANY` is the call's own verb. */
  readonly verb: string;
  /**
   * `integration.request.header.X-Caller-Id`: `context.authorizer.claims.sub`; also `.path.` and `.querystring.`. Of an
   * HTTP API `overwrite:header.x-caller-id`: `$context.authorizer.claims.sub`.
   */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of type HTTP: a proxy hands bodies and answers on as they are. */
  readonly answers?: MockAnswers;
}

/** An integration without a backend: its request template names a status, and the status an answer. */
export interface MockAnswers {
  readonly passthrough: "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
  /** By media type. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly responses: readonly MockAnswer[];
}

export interface MockAnswer {
  readonly address: string;
  readonly status: number;
  /**
   * Regular expression on the status that the template names, or the backend answers; without one, it is for all
   * others.
   */
  readonly pattern?: string;
  /** By name; a value is a mapping, as in a gateway response. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies by media type. */
  readonly templates: Readonly<Record<string, string>>;
}
