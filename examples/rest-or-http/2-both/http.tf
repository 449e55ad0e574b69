# The HTTP API: the route takes every token of the pool's client. There are no API keys.

resource "aws_apigatewayv2_api" "accounts" {
  name          = "accounts"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "people" {
  name             = "people"
  api_id           = aws_apigatewayv2_api.accounts.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.people.endpoint}"
    audience = [aws_cognito_user_pool_client.app.id]
  }
}

resource "aws_apigatewayv2_integration" "account" {
  api_id                 = aws_apigatewayv2_api.accounts.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.account.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "account" {
  api_id             = aws_apigatewayv2_api.accounts.id
  route_key          = "GET /account"
  target             = "integrations/${aws_apigatewayv2_integration.account.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.people.id
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.accounts.id
  name        = "$default"
  auto_deploy = true
}
