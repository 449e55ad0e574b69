import type { UserPool } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

/** What the OAuth endpoints of a user pool need of the Terraform. */

const POOL = "${aws_cognito_user_pool.people.id}";

function read(edit: (identity: Document) => void) {
  const stacks = shop();
  edit(stacks.identity);
  return readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict: true });
}

function pool(edit: (identity: Document) => void): UserPool {
  return read(edit).userPools[0] as UserPool;
}

function withClient(client: Document): UserPool["clients"][number] {
  const { clients } = pool(({ resource }) => {
    Object.assign(resource.aws_cognito_user_pool_client.app, {
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_flows: ["code"],
      allowed_oauth_scopes: ["openid"],
      ...client,
    });
    // Something whose attributes exist only after apply.
    resource.aws_kms_key = { key: {} };
  });
  return clients[0] as UserPool["clients"][number];
}

test("a pool has the domains and identity providers that name it", () => {
  const found = pool(({ resource }) => {
    resource.aws_cognito_user_pool_domain = {
      prefix: { user_pool_id: POOL, domain: "shop" },
      own: { user_pool_id: POOL, domain: "login.shop.example", certificate_arn: "arn:aws:acm:x" },
      other: { user_pool_id: "eu-west-1_other", domain: "other" },
    };
    resource.aws_kms_key = { key: {} };
    resource.aws_cognito_identity_provider = {
      corp: {
        user_pool_id: POOL,
        provider_name: "corp",
        provider_type: "OIDC",
        idp_identifiers: ["corp.example"],
        attribute_mapping: { email: "mail", username: "sub" },
        provider_details: {
          client_id: "shop",
          client_secret: "${aws_kms_key.key.key_id}",
          oidc_issuer: "https://corp.example",
        },
      },
    };
  });
  expect(found.domains).toEqual([
    { address: "identity/aws_cognito_user_pool_domain.prefix", name: "shop" },
    { address: "identity/aws_cognito_user_pool_domain.own", name: "login.shop.example" },
  ]);
  expect(found.identityProviders).toEqual([
    {
      address: "identity/aws_cognito_identity_provider.corp",
      name: "corp",
      type: "OIDC",
      identifiers: ["corp.example"],
      attributeMapping: { email: "mail", username: "sub" },
      details: { client_id: "shop", oidc_issuer: "https://corp.example" },
    },
  ]);
});

test("a pool without them has neither", () => {
  const found = pool(() => {});
  expect([found.domains, found.identityProviders]).toEqual([undefined, undefined]);
});

test("a client has its addresses and providers; what is known only after apply is left out", () => {
  const later = "https://${aws_kms_key.key.key_id}.example/in";
  expect(
    withClient({
      callback_urls: ["https://shop.example/in", later],
      logout_urls: [later, "https://shop.example/out"],
      default_redirect_uri: "https://shop.example/in",
      supported_identity_providers: ["COGNITO", "corp"],
    }).oauth,
  ).toEqual({
    flows: ["code"],
    scopes: ["openid"],
    callbackUrls: ["https://shop.example/in"],
    logoutUrls: ["https://shop.example/out"],
    defaultRedirectUri: "https://shop.example/in",
    identityProviders: ["COGNITO", "corp"],
  });
});

test("the start is told which addresses are not known", () => {
  const { notices } = read(({ resource }) => {
    resource.aws_kms_key = { key: {} };
    Object.assign(resource.aws_cognito_user_pool_client.app, {
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_flows: ["code"],
      allowed_oauth_scopes: ["openid"],
      callback_urls: ["https://shop.example/in", "https://${aws_kms_key.key.key_id}.example/in"],
      logout_urls: ["https://shop.example/out"],
    });
  });
  expect(notices.filter(({ message }) => message.includes("known only after apply"))).toEqual([
    expect.objectContaining({
      address: "identity/aws_cognito_user_pool_client.app",
      message:
        "addresses in callback_urls are known only after apply: no user is sent there from the login pages",
    }),
  ]);
});

test("a client that names no provider and no address has none", () => {
  expect(withClient({}).oauth).toEqual({
    flows: ["code"],
    scopes: ["openid"],
    callbackUrls: [],
    logoutUrls: [],
    identityProviders: [],
  });
});

test("a client whose OAuth flows are switched off has none of it", () => {
  expect(
    withClient({ allowed_oauth_flows_user_pool_client: false, callback_urls: ["https://shop.example/in"] })
      .oauth,
  ).toBeUndefined();
});
