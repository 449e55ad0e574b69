/** An API with one open method, as HCL. */
export const OPEN_SHOP = `
  resource "aws_api_gateway_rest_api" "shop" { name = "shop" }
  resource "aws_api_gateway_method" "get" {
    rest_api_id   = aws_api_gateway_rest_api.shop.id
    resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
    http_method   = "GET"
    authorization = "NONE"
  }`;

/** A resource that shows whether a file was read. */
export const OUTSIDE = 'resource "aws_iam_group" "outside" { name = "outside" }';
