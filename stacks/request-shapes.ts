import type { keyRoutes } from "../access/key-routes";
import type { routes } from "../access/routes";
import type { RequestShape } from "../constructs/api/methods/request-checks";

const text = (most: number) => ({ type: "string", minLength: 1, maxLength: most });
const price = { type: "number", minimum: 0, maximum: 1_000_000 };
const body = (required: readonly string[], properties: Readonly<Record<string, unknown>>): RequestShape => ({
  body: {
    type: "object",
    ...(required.length > 0 && { required }),
    properties,
    additionalProperties: false,
  },
});

const pet = body(["name"], { name: text(100), type: text(40), price });

/**
 * What API Gateway checks of a request before it invokes a function. The functions check the same again, and more:
 * API Gateway does not check bodies of other content types.
 */
export const requestShapes = {
  "POST /pets": pet,
  "POST /partner/pets": pet,
  "POST /products": body(["name"], { name: text(100), description: text(500), price }),
  "POST /account": body([], { name: text(100), phone: text(40), address: text(300) }),
} as const satisfies Partial<Record<keyof typeof routes, RequestShape>>;

/** The same for the routes of `selfServiceKeys`. */
export const keyRequestShapes = {
  "POST /keys": body(["name"], { name: text(60) }),
} as const satisfies Partial<Record<keyof typeof keyRoutes, RequestShape>>;
