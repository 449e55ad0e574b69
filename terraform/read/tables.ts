import type { DynamoTable } from "../model";
import type { Resources } from "./resources";

/** The DynamoDB tables. They have no influence on access: only the gate reads them. */
export function readTables(resources: Resources): readonly DynamoTable[] {
  if (!resources.reading.strict) return [];
  return resources.ofType("aws_dynamodb_table").map((table) => {
    const rangeKey = table.optionalText("range_key");
    return {
      address: table.address,
      name: table.text("name"),
      hashKey: table.text("hash_key"),
      ...(rangeKey !== undefined && { rangeKey }),
      attributes: table.blocks("attribute").map((attribute) => ({
        name: attribute.text("name"),
        type: attribute.oneOf("type", ["S", "N", "B"]),
      })),
    };
  });
}
