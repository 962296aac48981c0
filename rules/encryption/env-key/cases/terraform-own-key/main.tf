resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  environment {
    variables = {
      API_TOKEN = var.token
    }
  }
  kms_key_arn   = aws_kms_key.own.arn
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

variable "token" {
  type = string
}

resource "aws_kms_key" "own" {
  enable_key_rotation = true
}
