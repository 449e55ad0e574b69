/** Resources by type and name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/**
 * A user pool `people` with one client and the group `user`, and an identity pool that hands the group its role. Every
 * call gives a new copy.
 */
export function people(): Resources {
  return {
    aws_cognito_user_pool: { people: { name: "people" } },
    aws_cognito_user_pool_client: {
      app: { name: "app", user_pool_id: "${aws_cognito_user_pool.people.id}" },
    },
    aws_cognito_user_group: {
      user: {
        name: "user",
        user_pool_id: "${aws_cognito_user_pool.people.id}",
        role_arn: "${aws_iam_role.user.arn}",
      },
    },
    aws_cognito_identity_pool: {
      people: {
        identity_pool_name: "people",
        cognito_identity_providers: [
          {
            client_id: "${aws_cognito_user_pool_client.app.id}",
            provider_name: "${aws_cognito_user_pool.people.endpoint}",
          },
        ],
      },
    },
    aws_cognito_identity_pool_roles_attachment: {
      people: {
        identity_pool_id: "${aws_cognito_identity_pool.people.id}",
        roles: {},
        role_mapping: [mapping({ type: "Token" })],
      },
    },
    aws_iam_role: { user: { name: "user", assume_role_policy: trust() } },
  };
}

/** A trust policy for users of the identity pool. */
export const trust = (
  action = "sts:AssumeRoleWithWebIdentity",
  aud = "${aws_cognito_identity_pool.people.id}",
  amr = "authenticated",
) =>
  text([
    {
      Effect: "Allow",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Action: action,
      Condition: {
        StringEquals: { "cognito-identity.amazonaws.com:aud": aud },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
      },
    },
  ]);

/** The role mapping of the client, with what else is to be in it. */
export function mapping(more: object): object {
  return {
    identity_provider: "${aws_cognito_user_pool.people.endpoint}:${aws_cognito_user_pool_client.app.id}",
    ambiguous_role_resolution: "Deny",
    ...more,
  };
}

/** The text of a policy. */
export function text(statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The arguments of both, those of the second over those of the first. */
export function merged(one: Resources, two: Resources): Resources {
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(two)])].map((type) => {
      const names = [...new Set([...Object.keys(one[type] ?? {}), ...Object.keys(two[type] ?? {})])];
      return [
        type,
        Object.fromEntries(names.map((name) => [name, { ...one[type]?.[name], ...two[type]?.[name] }])),
      ];
    }),
  );
}
