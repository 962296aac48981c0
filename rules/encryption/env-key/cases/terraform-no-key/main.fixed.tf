resource "aws_lambda_function" "orders" {
#                              ^^^^^^^^ The environment of `orders` holds `API_TOKEN`, encrypted with the key that all functions of the account
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  kms_key_arn   = aws_kms_key.orders_key.arn
  environment {
    variables = {
      API_TOKEN = var.token
    }
  }
}

resource "aws_kms_key" "orders_key" {
  description         = "Environment of orders"
  enable_key_rotation = true
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

variable "token" {
  type = string
}
