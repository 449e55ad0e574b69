/** The schema of the settings of a user pool. user-pool-checks.ts checks their combinations. */
import * as v from "valibot";
import {
  fields,
  type Immutable,
  listOf,
  oneOf,
  type Same,
  says,
  someText,
  text,
  whole,
  yesOrNo,
} from "../declaration";
import type { UserPoolSettings } from "./user-pool-settings";

const email = text(/^[^\s@]+@[^\s@]+\.[^\s@]+$|\$\{/, "an e-mail address");

const attribute = fields({
  name: someText,
  type: oneOf(["String", "Number", "DateTime", "Boolean"]),
  mutable: yesOrNo,
  min: v.exactOptional(v.number()),
  max: v.exactOptional(v.number()),
});

/** The settings of a user pool, for environments and for the construct. */
export const userPoolEntries = {
  selfSignUp: v.boolean(
    says("true, which lets every visitor sign up, or false", [], "SELF_SIGN_UP_UNDECIDED"),
  ),
  tier: v.exactOptional(oneOf(["LITE", "ESSENTIALS", "PLUS"])),
  signInWith: v.exactOptional(listOf(oneOf(["user-name", "email", "phone"]), 1)),
  passwordLength: v.exactOptional(whole(12, 99)),
  passwordHistory: v.exactOptional(whole(0, 24)),
  mfa: v.exactOptional(oneOf(["optional", "on", "off"])),
  mfaFactors: v.exactOptional(listOf(oneOf(["totp", "sms", "email"]))),
  recovery: v.exactOptional(listOf(oneOf(["email", "phone"]), 1)),
  passwordless: v.exactOptional(
    fields({
      factors: listOf(oneOf(["passkey", "email-code", "sms-code"]), 1),
      relyingParty: v.exactOptional(someText),
    }),
  ),
  threatProtection: v.exactOptional(oneOf(["off", "audit", "enforced"])),
  email: v.exactOptional(fields({ from: email, sesArn: someText })),
  customAttributes: v.exactOptional(listOf(attribute)),
  deployedAttributes: v.exactOptional(listOf(attribute)),
};

const schema = fields(userPoolEntries);

({ settings: true }) satisfies {
  readonly settings: Same<Immutable<v.InferOutput<typeof schema>>, UserPoolSettings>;
};
