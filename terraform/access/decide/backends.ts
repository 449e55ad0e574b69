import type { ApiModel, Operation, OtherIntegration, Stage } from "../../model";
import { functionBehind, ownFunctions } from "./fronts";
import { unqualified, withStageVariables } from "./function-arn";

/** What answers at a method. */
export interface Backend {
  /**
   * The ARN of a function without a version or alias, the address of a server, the action or URI of an AWS service with
   * the role, or what is not known as it is written.
   */
  readonly name: string;
  readonly isKnown: boolean;
  /** Who gets the calls. Absent of a function. */
  readonly receiver?: Receiver;
}

export interface Receiver {
  readonly kind: "server" | "service";
  /** `https://shop.example`, the ARN of a listener, or `SQS-SendMessage by arn:aws:iam::123456789012:role/queue`. */
  readonly name: string;
  /** Of a server: the path there, `/files/{name}`. Absent where the call's own goes on, as at a listener. */
  readonly path?: string;
}

/** Says what answers at the methods of a model, on a stage; undefined where nothing is named that answers. */
export function backendsOf(
  model: Pick<ApiModel, "functions" | "isAccountTold">,
): (method: Operation, stage?: Stage) => Backend | undefined {
  const own = ownFunctions(model);
  return (method, stage) => {
    const invoked = functionBehind(method);
    if (invoked !== undefined) {
      const name = unqualified(invoked);
      return { name: own(name), isKnown: isWritten(name) };
    }
    const { integration } = method;
    return integration.type === "AWS_PROXY" ? undefined : otherBackend(integration, stage);
  };
}

function otherBackend(integration: OtherIntegration, stage: Stage | undefined): Backend | undefined {
  const { sent = {}, type } = integration;
  const uri = integration.uri === undefined ? undefined : onStage(integration.uri, stage);
  if (uri === undefined || type === "MOCK") return undefined;
  if (type === "UNKNOWN") return { name: uri, isKnown: false };
  if (type === "AWS") {
    const name = sent.role === undefined ? uri : `${uri} by ${sent.role}`;
    return { name, isKnown: isWritten(uri), receiver: { kind: "service", name } };
  }
  const [, origin, path] = /^(https?:\/\/[^/?#]*)([^?#]*)/i.exec(uri) ?? [];
  if (origin === undefined)
    return { name: uri, isKnown: isWritten(uri), receiver: { kind: "server", name: uri } };
  const through = sent.connection === undefined ? "" : ` through ${sent.connection}`;
  const receiver = { kind: "server" as const, name: `${origin}${through}` };
  return {
    name: `${uri}${through}`,
    isKnown: true,
    receiver: { ...receiver, path: sent.movesPath ? "/{path+}" : path || "/" },
  };
}

/** Stage variables may say which server or service it is. */
function onStage(uri: string, stage: Stage | undefined): string {
  const found = withStageVariables(uri, stage?.variables ?? {});
  return typeof found === "string" ? found : uri;
}

/** Whether a name is written out, with no stand-in for what is not known in it. */
function isWritten(name: string): boolean {
  return !/[()$]/.test(name);
}
