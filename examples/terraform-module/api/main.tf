# The stage and what stands behind it, applied after the routes: in one root with them, a route that is removed would
# stay live. Calls the module that these two write:
#   npx gatehouse synth --environment prod
#   npx gatehouse module examples/terraform-module/api/petstore --stack api-prod

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

data "terraform_remote_state" "routes" {
  backend = "local"

  config = {
    path = "../routes/terraform.tfstate"
  }
}

variable "role_names" {
  description = "IAM roles that signed-in users take on"
  type = object({
    admin = string
    user  = string
  })
}

module "petstore" {
  source = "./petstore"

  name              = "shop-live"
  api_id            = data.terraform_remote_state.routes.outputs.api_id
  api_execution_arn = data.terraform_remote_state.routes.outputs.api_execution_arn
  api_references    = data.terraform_remote_state.routes.outputs.api_references
  authorizer_id     = data.terraform_remote_state.routes.outputs.authorizer_id
  admin_role_name   = var.role_names.admin
  user_role_name    = var.role_names.user

  stage         = "live"
  issuer        = "https://login.partner.example.com/"
  jwks_url      = "https://login.partner.example.com/keys"
  audience      = "shop"
  log_retention = 90

  tags = {
    team = "shop"
  }
}

output "url" {
  value = module.petstore.url
}
