import { Logger } from "@aws-lambda-powertools/logger";
import { dynamoClient, dynamoTable } from "../shared/dynamo-table";
import { serve } from "../shared/serve";
import { Variables } from "../shared/variables";
import { productEndpoints } from "./products";

const products = dynamoTable(
  dynamoClient(process.env),
  new Variables(process.env).required("PRODUCTS_TABLE"),
  "productId",
);

export const handler = serve(productEndpoints(products), new Logger({ serviceName: "products" }));
