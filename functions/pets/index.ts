import { Logger } from "@aws-lambda-powertools/logger";
import { Variables } from "../../contract/variables";
import { dynamoClient, dynamoTable } from "../handler/dynamo-table";
import { serve } from "../handler/serve";
import { petEndpoints } from "./pets";

const pets = dynamoTable(
  dynamoClient(process.env),
  new Variables(process.env).required("PETS_TABLE"),
  "petId",
);

export const handler = serve(petEndpoints(pets), new Logger({ serviceName: "pets" }));
