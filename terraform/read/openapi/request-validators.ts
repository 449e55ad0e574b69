import { TerraformError } from "../../error";
import { own } from "../../language/expression";
import type { Fields } from "../fields";
import { type Document, isObject, section } from "./document";

const NAME = "x-amazon-apigateway-request-validator";

/**
 * Refuses, for the gate, a request validator that an operation uses: the gate would accept requests that API Gateway
 * rejects.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-request-validators.html
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED`, of a strict reader
 */
export function refuseValidators(document: Document, { address, strict }: Fields): void {
  if (!strict) return;
  const validators = section(document, "x-amazon-apigateway-request-validators");
  for (const [path, item] of Object.entries(section(document, "paths")))
    for (const [key, operation] of Object.entries(isObject(item) ? item : {})) {
      const name = isObject(operation) ? (operation[NAME] ?? document[NAME]) : undefined;
      if (name !== undefined && checksSomething(own(validators, String(name))))
        throw new TerraformError(
          "ARGUMENT_UNSUPPORTED",
          `body: ${key} of ${path} has the request validator ${name}, and validators of a body are not evaluated`,
          address,
        );
    }
}

/** A validator that is not declared has no effect. */
function checksSomething(validator: unknown): boolean {
  return !isObject(validator) || Object.values(validator).some((checks) => checks !== false);
}
