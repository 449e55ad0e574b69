import { Logger } from "@aws-lambda-powertools/logger";
import { dynamoClient, dynamoTable, required } from "../shared/dynamo-table";
import { serve } from "../shared/serve";
import { inventoryEndpoints } from "./inventory";

const client = dynamoClient(process.env);
const pets = dynamoTable(client, required(process.env, "PETS_TABLE"), "petId");
const products = dynamoTable(client, required(process.env, "PRODUCTS_TABLE"), "productId");

export const handler = serve(inventoryEndpoints(pets, products), new Logger({ serviceName: "inventory" }));
