import { ServiceError } from "../protocol/service-error";

export function badRequest(message: string): ServiceError {
  return new ServiceError("BadRequestException", message, 400);
}

/** @param what `API Key` */
export function notFound(what: string): ServiceError {
  return new ServiceError("NotFoundException", `Invalid ${what} identifier specified`, 404);
}

export function conflict(message: string): ServiceError {
  return new ServiceError("ConflictException", message, 409);
}
