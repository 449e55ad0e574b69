import { Logger } from "@aws-lambda-powertools/logger";
import { Variables } from "../../contract/variables";
import { dynamoClient, dynamoTable } from "../handler/dynamo-table";
import { serve } from "../handler/serve";
import { inventoryEndpoints } from "./inventory";

const client = dynamoClient(process.env);
const pets = dynamoTable(client, new Variables(process.env).required("PETS_TABLE"), "petId");
const products = dynamoTable(client, new Variables(process.env).required("PRODUCTS_TABLE"), "productId");

export const handler = serve(inventoryEndpoints(pets, products), new Logger({ serviceName: "inventory" }));
