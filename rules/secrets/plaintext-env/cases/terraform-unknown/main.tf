locals {
  settings = {
    DATABASE_PASSWORD = var.database_password
    STAGE             = "live"
  }
}

resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"

  environment {
    variables = merge(local.settings, { TABLE = "orders" })
  }
}

variable "database_password" {
  type = string
}
