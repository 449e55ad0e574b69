import { Logger } from "@aws-lambda-powertools/logger";
import { Variables } from "../../contract/variables";
import { dynamoClient } from "../handler/dynamo-table";
import { serve } from "../handler/serve";
import { apiKeyEndpoints } from "./api-keys";
import { keyGateway } from "./key-gateway";
import { dynamoItems, ownersIn } from "./owners";

const variables = new Variables(process.env);

export const handler = serve(
  apiKeyEndpoints({
    owners: ownersIn(dynamoItems(dynamoClient(process.env), variables.required("OWNERS_TABLE"))),
    gateway: keyGateway(process.env),
    limits: {
      keys: variables.wholeNumber("KEYS_PER_USER", 1) ?? 3,
      perDay: variables.wholeNumber("KEYS_PER_DAY", 1) ?? 10,
    },
    now: () => new Date(),
  }),
  new Logger({ serviceName: "api-keys" }),
);
