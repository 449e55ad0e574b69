/** Why the result of a function is never known here. */
export const unevaluated = {
  base64gzip: "its bytes depend on the compressor",
  bcrypt: "it has a random salt",
  issensitive: "what is sensitive is not followed",
  plantimestamp: "it is the time of the plan",
  rsadecrypt: "private keys are not used",
  timestamp: "it is the time of the apply",
  uuid: "it is random",
} as const;
