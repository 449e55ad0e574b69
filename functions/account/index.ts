import { Logger } from "@aws-lambda-powertools/logger";
import { dynamoClient, dynamoTable } from "../shared/dynamo-table";
import { serve } from "../shared/serve";
import { Variables } from "../shared/variables";
import { accountEndpoints } from "./account";

const accounts = dynamoTable(
  dynamoClient(process.env),
  new Variables(process.env).required("ACCOUNTS_TABLE"),
  "sub",
);

export const handler = serve(accountEndpoints(accounts), new Logger({ serviceName: "account" }));
