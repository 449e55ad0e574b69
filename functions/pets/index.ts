import { Logger } from "@aws-lambda-powertools/logger";
import { dynamoClient, dynamoTable } from "../shared/dynamo-table";
import { serve } from "../shared/serve";
import { Variables } from "../shared/variables";
import { petEndpoints } from "./pets";

const pets = dynamoTable(
  dynamoClient(process.env),
  new Variables(process.env).required("PETS_TABLE"),
  "petId",
);

export const handler = serve(petEndpoints(pets), new Logger({ serviceName: "pets" }));
