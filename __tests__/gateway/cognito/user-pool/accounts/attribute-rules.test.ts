import {
  type Attributes,
  checkChangedAttributes,
  checkNewAttributes,
} from "../../../../../gateway/cognito/user-pool/accounts/attribute-rules";
import { Fields } from "../../../../../terraform/read/fields";
import { readPoolSettings } from "../../../../../terraform/read/user-pool/settings";
import { userPools } from "../../../petstore/identity";

/** Attributes against the schema and against what a client may write. */

const [petstore] = userPools;
if (!petstore) throw new Error("no pool");
const pool = {
  ...petstore,
  settings: readPoolSettings(
    new Fields("pool", {
      schema: [
        { name: "email", attribute_data_type: "String", required: true, mutable: true },
        { name: "name", attribute_data_type: "String", required: true, mutable: true },
        { name: "nickname", attribute_data_type: "String", mutable: false },
        {
          name: "town",
          attribute_data_type: "String",
          mutable: true,
          string_attribute_constraints: { min_length: "2", max_length: "5" },
        },
        {
          name: "age",
          attribute_data_type: "Number",
          mutable: true,
          number_attribute_constraints: { min_value: "18", max_value: "120" },
        },
        { name: "staff", attribute_data_type: "Boolean", mutable: true },
        { name: "note", attribute_data_type: "String", mutable: true, developer_only_attribute: true },
      ],
    }),
  ),
};
const [first] = petstore.clients;
if (!first) throw new Error("no client");
const writing = (writeAttributes: readonly string[]) => ({
  ...first,
  settings: { ...first.settings, writeAttributes },
});
const clients = {
  administrator: undefined,
  silent: first,
  naming: writing([
    "email",
    "name",
    "nickname",
    "custom:town",
    "custom:age",
    "custom:staff",
    "dev:custom:note",
  ]),
};

const needed = { email: "a@example.com", name: "Alice" };
const unauthorized = "NotAuthorizedException: A client attempted to write unauthorized attribute";
const schema = (...problems: string[]) =>
  `InvalidParameterException: Attributes did not conform to the schema: ${problems.map((one) => `${one}\n`).join("")}`;

interface Case {
  readonly given: Attributes;
  readonly as: keyof typeof clients;
  /** @default it is allowed */
  readonly refused?: string;
}

/**
 * Messages: aws-amplify/amplify-flutter#509 (no such attribute), aws/aws-sdk-js#3603 and amplify-js#5345 (not
 * authorized), amplify-swift#3981 (cannot be updated), aws-sdk-ios#4251 (cannot be deleted). Those about lengths and
 * numbers are the gate's.
 */
const news: Readonly<Record<string, Case>> = {
  "what the schema requires": { given: needed, as: "silent" },
  "a required attribute that is missing": {
    given: { email: "a@example.com" },
    as: "silent",
    refused: schema("name: The attribute is required"),
  },
  "a required attribute that an administrator leaves to the user": {
    given: { email: "a@example.com" },
    as: "administrator",
  },
  "two problems": {
    given: { "custom:wish": "1" },
    as: "silent",
    refused: schema(
      "custom:wish: Attribute does not exist in the schema.",
      "name: The attribute is required",
      "email: The attribute is required",
    ),
  },
  "a name that objects inherit": {
    given: { ...needed, constructor: "x" },
    as: "naming",
    refused: unauthorized,
  },
  "an own attribute through a client that names none": {
    given: { ...needed, "custom:town": "Rome" },
    as: "silent",
    refused: unauthorized,
  },
  "an own attribute through a client that names it": {
    given: { ...needed, "custom:town": "Rome" },
    as: "naming",
  },
  "an attribute that the client does not name": {
    given: { ...needed, gender: "x" },
    as: "naming",
    refused: unauthorized,
  },
  "that the address is verified": {
    given: { ...needed, email_verified: "true" },
    as: "silent",
    refused: unauthorized,
  },
  "that the address is verified, by an administrator": {
    given: { ...needed, email_verified: "true" },
    as: "administrator",
  },
  "an attribute of developers, though the client names it": {
    given: { ...needed, "dev:custom:note": "x" },
    as: "naming",
    refused: unauthorized,
  },
  "an attribute of developers, by an administrator": {
    given: { ...needed, "dev:custom:note": "x" },
    as: "administrator",
  },
  "a text that is too long": {
    given: { ...needed, "custom:town": "London" },
    as: "naming",
    refused: schema("custom:town: String must be no longer than 5 characters"),
  },
  "a text that is too short": {
    given: { ...needed, "custom:town": "O" },
    as: "naming",
    refused: schema("custom:town: String must be at least 2 characters long"),
  },
  "a number that is too small": {
    given: { ...needed, "custom:age": "17" },
    as: "naming",
    refused: schema("custom:age: Number must be at least 18"),
  },
  "a number that is none": {
    given: { ...needed, "custom:age": "1e2" },
    as: "naming",
    refused: schema("custom:age: Numeric value is expected"),
  },
  "a truth value that is none": {
    given: { ...needed, "custom:staff": "yes" },
    as: "naming",
    refused: schema("custom:staff: Boolean value is expected"),
  },
  "an address that is none": {
    given: { ...needed, email: "alice" },
    as: "silent",
    refused: "InvalidParameterException: Invalid email address format.",
  },
  "a phone number without a country": {
    given: { ...needed, phone_number: "5550100" },
    as: "silent",
    refused: "InvalidParameterException: Invalid phone number format.",
  },
  "a name of Object's own": {
    given: { ...needed, constructor: "x" },
    as: "silent",
    refused: schema("constructor: Attribute does not exist in the schema."),
  },
};

const changes: Readonly<Record<string, Case>> = {
  "a required attribute": { given: { name: "Ann" }, as: "silent" },
  "an attribute that cannot change": {
    given: { nickname: "al" },
    as: "administrator",
    refused: "InvalidParameterException: user.nickname: Attribute cannot be updated.\n",
  },
  "the sub": {
    given: { sub: "x" },
    as: "administrator",
    refused: "InvalidParameterException: user.sub: Attribute cannot be updated.\n",
  },
  "a required attribute that becomes empty": {
    given: { email: "" },
    as: "silent",
    refused: "InvalidParameterException: user.email: Required attribute cannot be deleted.\n",
  },
  "an attribute that becomes empty": { given: { gender: "" }, as: "silent" },
  "an attribute that is not there": {
    given: { wish: "x" },
    as: "silent",
    refused: "InvalidParameterException: user.wish: Attribute does not exist in the schema.\n",
  },
  "an attribute that the client may not write": {
    given: { "custom:town": "Rome" },
    as: "silent",
    refused: unauthorized,
  },
  "that the address is verified": {
    given: { email_verified: "true" },
    as: "silent",
    refused: unauthorized,
  },
};

describe.each([
  ["of a new user", news, checkNewAttributes],
  ["of a user who is there", changes, checkChangedAttributes],
] as const)("%s", (_, cases, check) => {
  test.each(Object.entries(cases))("%s", (_name, { as, given, refused = "" }) => {
    const client = clients[as];
    expect(outcome(() => check(given, { pool, ...(client && { client }) }))).toBe(refused);
  });
});

function outcome(check: () => void): string {
  try {
    check();
    return "";
  } catch (error) {
    const { message, type } = error as { readonly message: string; readonly type: string };
    return `${type}: ${message}`;
  }
}
