import { Logger } from "@aws-lambda-powertools/logger";
import { Variables } from "../../contract/variables";
import { dynamoClient, dynamoTable } from "../handler/dynamo-table";
import { serve } from "../handler/serve";
import { accountEndpoints } from "./account";

const accounts = dynamoTable(
  dynamoClient(process.env),
  new Variables(process.env).required("ACCOUNTS_TABLE"),
  "sub",
);

export const handler = serve(accountEndpoints(accounts), new Logger({ serviceName: "account" }));
