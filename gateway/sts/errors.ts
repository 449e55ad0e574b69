import { ServiceError } from "../protocol/service-error";

/** The errors of STS, with its statuses. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
export function accessDenied(message: string): ServiceError {
  return new ServiceError("AccessDenied", message, 403);
}

export function invalidIdentityToken(message: string): ServiceError {
  return new ServiceError("InvalidIdentityToken", message);
}

export function expiredToken(message: string): ServiceError {
  return new ServiceError("ExpiredTokenException", message);
}

export function idpRejectedClaim(message: string): ServiceError {
  return new ServiceError("IDPRejectedClaim", message, 403);
}

export function malformedPolicy(message: string): ServiceError {
  return new ServiceError("MalformedPolicyDocument", message);
}

export function validationError(message: string): ServiceError {
  return new ServiceError("ValidationError", message);
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError("InvalidParameterValue", message);
}

/** Of one parameter: `Value 'x' at 'roleArn' failed to satisfy constraint: Member must …`. */
export function constraintError(name: string, value: string | undefined, constraint: string): ServiceError {
  const member = `${name[0]?.toLowerCase()}${name.slice(1)}`;
  const shown = value === undefined ? "null" : `'${value}'`;
  return validationError(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}
