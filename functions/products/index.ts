import { Logger } from "@aws-lambda-powertools/logger";
import { Variables } from "../../contract/variables";
import { dynamoClient, dynamoTable } from "../handler/dynamo-table";
import { serve } from "../handler/serve";
import { productEndpoints } from "./products";

const products = dynamoTable(
  dynamoClient(process.env),
  new Variables(process.env).required("PRODUCTS_TABLE"),
  "productId",
);

export const handler = serve(productEndpoints(products), new Logger({ serviceName: "products" }));
