import { ServiceError } from "../protocol/service-error";

/** The exceptions of Cognito that the gate answers with. */
export type CognitoException =
  | "AliasExistsException"
  | "CodeMismatchException"
  | "DeveloperUserAlreadyRegisteredException"
  | "EnableSoftwareTokenMFAException"
  | "ExpiredCodeException"
  | "ForbiddenException"
  | "InvalidIdentityPoolConfigurationException"
  | "InvalidLambdaResponseException"
  | "InvalidParameterException"
  | "InvalidPasswordException"
  | "LimitExceededException"
  | "MFAMethodNotFoundException"
  | "NotAuthorizedException"
  | "PasswordHistoryPolicyViolationException"
  | "PasswordResetRequiredException"
  | "RefreshTokenReuseException"
  | "ResourceConflictException"
  | "ResourceNotFoundException"
  | "SoftwareTokenMFANotFoundException"
  | "UnauthorizedException"
  | "UnexpectedLambdaException"
  | "UnsupportedOperationException"
  | "UnsupportedTokenTypeException"
  | "UnsupportedUserStateException"
  | "UserLambdaValidationException"
  | "UserNotConfirmedException"
  | "UserNotFoundException"
  | "UsernameExistsException"
  | "WebAuthnChallengeNotFoundException"
  | "WebAuthnClientMismatchException"
  | "WebAuthnConfigurationMissingException"
  | "WebAuthnCredentialNotSupportedException"
  | "WebAuthnNotEnabledException"
  | "WebAuthnOriginNotAllowedException"
  | "WebAuthnRelyingPartyMismatchException";

/** An exception to throw from an operation. The message is the one that AWS has for the case, where it is known. */
export function cognitoError(type: CognitoException, message: string): ServiceError {
  return new ServiceError(type, message);
}

export function notAuthorized(message: string): ServiceError {
  return cognitoError("NotAuthorizedException", message);
}
