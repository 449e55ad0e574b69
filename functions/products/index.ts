import { Logger } from "@aws-lambda-powertools/logger";
import { dynamoClient, dynamoTable, required } from "../shared/dynamo-table";
import { serve } from "../shared/serve";
import { productEndpoints } from "./products";

const products = dynamoTable(dynamoClient(process.env), required(process.env, "PRODUCTS_TABLE"), "productId");

export const handler = serve(productEndpoints(products), new Logger({ serviceName: "products" }));
