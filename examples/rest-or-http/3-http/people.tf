# The users, and the function that serves their accounts.

resource "aws_cognito_user_pool" "people" {
  name = "people"

  admin_create_user_config {
    allow_admin_create_user_only = true
  }
}

resource "aws_cognito_user_pool_client" "app" {
  name         = "app"
  user_pool_id = aws_cognito_user_pool.people.id
}

resource "aws_lambda_function" "account" {
  function_name = "account"
  role          = "arn:aws:iam::123456789012:role/account"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "account.zip"
}
