data "aws_secretsmanager_secret_version" "database" {
  secret_id = "database"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  environment {
    variables = {
      DB_PASSWORD = var.password
    }
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

variable "password" {
  type = string
}
