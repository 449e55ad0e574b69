/** The library takes half a second to load, which only the first use of a passkey pays. */
export function webAuthnLibrary(): typeof import("@simplewebauthn/server") &
  typeof import("@simplewebauthn/server/helpers") {
  return {
    ...(require("@simplewebauthn/server") as typeof import("@simplewebauthn/server")),
    ...(require("@simplewebauthn/server/helpers") as typeof import("@simplewebauthn/server/helpers")),
  };
}
