import { cognitoError } from "../exceptions";

/** The gate tracks no devices, as a pool without `device_configuration`: no device of a user is known. */
export function noSuchDevice() {
  return cognitoError("ResourceNotFoundException", "Device does not exist.");
}
