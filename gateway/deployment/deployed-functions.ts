import type { LambdaFunction } from "../../terraform/model";
import { GateError } from "../error";
import type { FunctionCode } from "../lambda/code";
import type { DeployedFunction } from "../lambda/runner";
import type { PartnerSettings } from "../third-party-issuer/clients";

/** Finds the code of a function by the name that the model has for it. */
export type ReadArchive = (archive: string, lambda: LambdaFunction) => FunctionCode;

/** @throws {GateError} `ARCHIVE_UNREADABLE` */
export function readFunction(definition: LambdaFunction, readArchive: ReadArchive): DeployedFunction {
  try {
    return { definition, code: readArchive(definition.archive, definition) };
  } catch (cause) {
    throw new GateError(
      "ARCHIVE_UNREADABLE",
      `The archive ${definition.archive} of ${definition.address} cannot be read: ` +
        (cause instanceof Error ? cause.message : String(cause)),
      { cause },
    );
  }
}

/** What is not run here, or not by the gate. */
export function withoutCode({ code, definition: { address } }: DeployedFunction): string | undefined {
  if (code instanceof Uint8Array) return undefined;
  return "endpoint" in code
    ? `Differs here: ${address}: it runs at ${code.endpoint}, with the variables and rights that it has there`
    : `Differs here: ${address}: calls of it fail: ${code.missing}`;
}

/** Replaces JWKS_URL, the only variable that differs from the Terraform, by the third-party issuer's on this machine. */
export function withJwksUrl(
  { code, definition }: DeployedFunction,
  partner: PartnerSettings | undefined,
  jwksUrl: string,
): DeployedFunction {
  if (definition.arn !== partner?.functionArn) return { code, definition };
  return {
    code,
    definition: { ...definition, environment: { ...definition.environment, JWKS_URL: jwksUrl } },
  };
}
