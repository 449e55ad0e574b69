import { Logger } from "@aws-lambda-powertools/logger";
import { dynamoClient, dynamoTable, required } from "../shared/dynamo-table";
import { serve } from "../shared/serve";
import { accountEndpoints } from "./account";

const accounts = dynamoTable(dynamoClient(process.env), required(process.env, "ACCOUNTS_TABLE"), "sub");

export const handler = serve(accountEndpoints(accounts), new Logger({ serviceName: "account" }));
