import type { FirewallAction, FirewallResponse } from "../../model";
import type { Fields } from "../fields";

/** Texts of custom responses, by the keys that actions name. */
export type ResponseBodies = ReadonlyMap<string, { readonly type: string; readonly text: string }>;

const TYPES = {
  TEXT_PLAIN: "text/plain",
  TEXT_HTML: "text/html",
  APPLICATION_JSON: "application/json",
} as const;

export function responseBodies(space: Fields): ResponseBodies {
  return new Map(
    space.blocks("custom_response_body").map((body) => {
      const type = body.oneOf("content_type", Object.keys(TYPES) as (keyof typeof TYPES)[]);
      return [body.text("key"), { type: TYPES[type], text: body.text("content") }];
    }),
  );
}

const PLAIN = ["allow", "captcha", "challenge", "count"] as const;

/** @param action the block in which one of the actions is */
export function readAction(action: Fields, bodies: ResponseBodies): FirewallAction {
  const names = action.names();
  const plain = PLAIN.find((kind) => names.includes(kind));
  if (plain) return { kind: plain };
  const [block] = action.blocks("block");
  const [response] = block?.blocks("custom_response") ?? [];
  return { kind: "block", ...(response && { response: readResponse(response, bodies) }) };
}

function readResponse(response: Fields, bodies: ResponseBodies): FirewallResponse {
  const key = response.optionalText("custom_response_body_key");
  const body = key === undefined ? undefined : bodies.get(key);
  return {
    status: response.number("response_code"),
    headers: response
      .blocks("response_header")
      .map((header) => [header.text("name"), header.text("value")] as const),
    ...(body && { body }),
  };
}

/** Whether requests that go on get further headers. */
export function insertsHeaders(action: Fields): boolean {
  return action
    .names()
    .some((kind) => action.blocks(kind).some((block) => block.names().includes("custom_request_handling")));
}
