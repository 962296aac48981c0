resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  role          = aws_iam_role.orders.arn
  runtime       = "nodejs24.x"
  code_signing_config_arn = var.signed ? var.config : null
}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}

variable "signed" {
  type = bool
}

variable "config" {
  type = string
}
