// The gate serves the package's module beside the page's own.
export { AwsClient } from "aws4fetch";
