import { Logger } from "@aws-lambda-powertools/logger";
import { dynamoClient, dynamoTable, required } from "../shared/dynamo-table";
import { serve } from "../shared/serve";
import { petEndpoints } from "./pets";

const pets = dynamoTable(dynamoClient(process.env), required(process.env, "PETS_TABLE"), "petId");

export const handler = serve(petEndpoints(pets), new Logger({ serviceName: "pets" }));
