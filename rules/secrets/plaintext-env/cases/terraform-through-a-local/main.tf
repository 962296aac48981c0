locals {
  settings = {
    DATABASE_PASSWORD = "kettle-Ravine7-meadow"
#                       ^^^^^^^^^^^^^^^^^^^^^^^ `DATABASE_PASSWORD` gives `orders` a secret as plain text
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
