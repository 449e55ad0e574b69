locals {
  may = {
    clerk   = ["GET/orders"]
    manager = ["GET/orders", "POST/orders", "GET/reports"]
  }
}

resource "aws_cognito_user_pool" "people" {
  name = "people"

  admin_create_user_config {
    allow_admin_create_user_only = true
  }
}

resource "aws_cognito_user_pool_client" "shop" {
  name         = "shop"
  user_pool_id = aws_cognito_user_pool.people.id
}

resource "aws_cognito_user_group" "staff" {
  for_each     = local.may
  name         = each.key
  user_pool_id = aws_cognito_user_pool.people.id
  role_arn     = aws_iam_role.staff[each.key].arn
}

resource "aws_cognito_identity_pool" "people" {
  identity_pool_name = "people"

  cognito_identity_providers {
    client_id     = aws_cognito_user_pool_client.shop.id
    provider_name = aws_cognito_user_pool.people.endpoint
  }
}

resource "aws_cognito_identity_pool_roles_attachment" "people" {
  identity_pool_id = aws_cognito_identity_pool.people.id
  roles            = {}

  role_mapping {
    identity_provider         = "${aws_cognito_user_pool.people.endpoint}:${aws_cognito_user_pool_client.shop.id}"
    type                      = "Token"
    ambiguous_role_resolution = "Deny"
  }
}

resource "aws_iam_role" "staff" {
  for_each = local.may
  name     = "orders-${each.key}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "cognito-identity.amazonaws.com" }
      Condition = {
        StringEquals             = { "cognito-identity.amazonaws.com:aud" = aws_cognito_identity_pool.people.id }
        "ForAnyValue:StringLike" = { "cognito-identity.amazonaws.com:amr" = "authenticated" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "staff" {
  for_each = local.may
  name     = "invoke"
  role     = aws_iam_role.staff[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "execute-api:Invoke"
      Resource = [for route in each.value : "${aws_api_gateway_rest_api.orders.execution_arn}/live/${route}"]
    }]
  })
}
