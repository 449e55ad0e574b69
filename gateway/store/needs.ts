import type { ApiModel } from "../../terraform/model";
import type { RoleRequest } from "../credentials/role-caller";

type Input = Readonly<Record<string, unknown>>;

/** The kind of resource that an operation acts on. */
type Place = "table" | "table or index" | "tables" | "tagged" | "any";

/**
 * DynamoDB's operations that the store carries out.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
const PLACES: Readonly<Record<string, Place>> = {
  BatchGetItem: "tables",
  BatchWriteItem: "tables",
  CreateTable: "table",
  DeleteItem: "table",
  DeleteTable: "table",
  DescribeTable: "table",
  DescribeTimeToLive: "table",
  GetItem: "table",
  ListTables: "any",
  ListTagsOfResource: "tagged",
  PutItem: "table",
  Query: "table or index",
  Scan: "table or index",
  TagResource: "tagged",
  UntagResource: "tagged",
  UpdateItem: "table",
  UpdateTable: "table",
};

/**
 * The actions and resources that a call of an operation needs. Of the call, only its resource is known.
 *
 * @returns `undefined` for an operation that the store does not have
 */
export function needsOf(
  operation: string,
  input: Input,
  { accountId, region }: Pick<ApiModel, "accountId" | "region">,
): readonly RoleRequest[] | undefined {
  const place = Object.hasOwn(PLACES, operation) ? PLACES[operation] : undefined;
  if (place === undefined) return undefined;
  const action = `dynamodb:${operation}`;
  const tables = (names: readonly unknown[], rest = "") =>
    names.map((name) => ({
      action,
      resource: `arn:aws:dynamodb:${region}:${accountId}:table/${name}${rest}`,
    }));
  switch (place) {
    case "any":
      return [{ action, resource: "*" }];
    case "tables":
      return tables(Object.keys((input.RequestItems ?? {}) as object));
    case "tagged":
      return [{ action, resource: String(input.ResourceArn) }];
    case "table":
      return tables([input.TableName]);
    case "table or index":
      return tables([input.TableName], input.IndexName === undefined ? "" : `/index/${input.IndexName}`);
  }
}
