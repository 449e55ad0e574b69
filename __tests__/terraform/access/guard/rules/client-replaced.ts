import { iam, type RuleCases, side } from "../side";

const client = "shop/aws_cognito_user_pool_client.app";
const withClient = (app: object) =>
  side({ "GET /pets": iam }, { aws_cognito_user_pool_client: { app: { ...app } } });
const before = withClient({});

export const cases: RuleCases = {
  "a client that gets a secret": {
    base: before,
    head: withClient({ generate_secret: true }),
    finds: [client],
    messages: ["it is to be replaced"],
  },
  "a client that is gone": {
    base: before,
    head: { ...before, resources: before.resources.filter(({ address }) => address !== client) },
    finds: [client],
    messages: ["it is to be deleted"],
  },
  "a client that is changed in place": {
    base: before,
    head: withClient({ access_token_validity: 2 }),
    finds: [],
  },
};
