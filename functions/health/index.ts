import type { APIGatewayProxyResult } from "aws-lambda";
import { toResult } from "../shared/reply";

/** Open to everybody: it touches nothing and tells nothing but that the API answers. */
export const handler = async (): Promise<APIGatewayProxyResult> =>
  toResult({ status: 200, body: { status: "ok" } });
