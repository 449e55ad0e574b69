import type { ApiModel } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

/** What the gate needs of those who vouch for users: SAML providers, and the logins and tags of identity pools. */

function read(edit: (identity: Document) => void, strict = true): ApiModel {
  const stacks = shop();
  edit(stacks.identity);
  return readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict });
}

const noticesOf = ({ notices }: ApiModel) => notices.map(({ address, message }) => `${address}: ${message}`);

function withSaml(document: string) {
  return ({ resource }: Document) => {
    resource.aws_kms_key = { key: {} };
    resource.aws_iam_saml_provider = { directory: { name: "directory", saml_metadata_document: document } };
  };
}

test("a SAML provider has its name, its ARN and its metadata", () => {
  expect(read(withSaml("<EntityDescriptor/>")).samlProviders).toEqual([
    {
      address: "identity/aws_iam_saml_provider.directory",
      arn: expect.stringMatching(/^arn:aws:iam::\d{12}:saml-provider\/directory$/),
      name: "directory",
      metadata: "<EntityDescriptor/>",
    },
  ]);
});

test("metadata that is known only after apply does not stop the gate", () => {
  const [provider] = read(withSaml("${aws_kms_key.key.key_id}")).samlProviders ?? [];
  expect(provider?.metadata).toEqual({ unknown: expect.stringContaining("aws_kms_key.key") });
});

const POOL = "${aws_cognito_identity_pool.people.id}";
const ENDPOINT = "${aws_cognito_user_pool.people.endpoint}";

function withTags(tags: Document) {
  return ({ resource }: Document) => {
    resource.aws_cognito_identity_pool.people.developer_provider_name = "login.shop";
    resource.aws_cognito_identity_pool_provider_principal_tag = {
      people: { identity_pool_id: POOL, identity_provider_name: ENDPOINT, ...tags },
    };
  };
}

test.each([
  ["its own", { principal_tags: { team: "custom:team" } }, { team: "custom:team" }],
  ["Cognito's", { use_defaults: true }, { client: "aud", username: "sub" }],
  ["none", {}, {}],
])("an identity pool has its developer provider, and a map of tags: %s", (_name, tags, expected) => {
  const model = read(withTags(tags));
  const [pool] = model.identityPools;
  expect(pool?.developerProviderName).toBe("login.shop");
  expect(pool?.principalTags).toEqual([{ providerName: model.userPools[0]?.endpoint, tags: expected }]);
  expect(noticesOf(model).join("\n")).not.toMatch(/developer|principal tag/);
});

test("a review does not evaluate them, and says so", () => {
  const model = read((identity) => {
    withTags({ principal_tags: { team: "custom:team" } })(identity);
    withSaml("<EntityDescriptor/>")(identity);
  }, false);
  expect(model.samlProviders).toBeUndefined();
  expect(model.identityPools[0]).not.toHaveProperty("principalTags");
  expect(noticesOf(model)).toEqual(
    expect.arrayContaining([
      expect.stringContaining("principal tags that the identity pool hands on are not evaluated"),
      expect.stringContaining("logins by a backend of one's own are not evaluated"),
      expect.stringContaining("roles that the SAML provider's users assume are not handed out"),
    ]),
  );
});
