# The routes, applied first. Calls the module that these two write:
#   npx gatehouse synth --environment prod
#   npx gatehouse module examples/terraform-module/routes/petstore --stack routes-prod

terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

# A user pool that is there already; the module makes none.
data "aws_cognito_user_pool" "customers" {
  user_pool_id = var.user_pool_id
}

variable "user_pool_id" {
  description = "The pool whose users call the API"
  type        = string
}

variable "client_id" {
  description = "The pool's client whose ID tokens are taken"
  type        = string
}

module "routes" {
  source = "./petstore"

  name          = "shop-live"
  user_pool_arn = data.aws_cognito_user_pool.customers.arn
  client_id     = var.client_id

  tags = {
    team = "shop"
  }
}

output "api_id" {
  value = module.routes.api_id
}

output "api_execution_arn" {
  value = module.routes.api_execution_arn
}

output "api_references" {
  value = module.routes.api_references
}

output "authorizer_id" {
  value = module.routes.authorizer_id
}
