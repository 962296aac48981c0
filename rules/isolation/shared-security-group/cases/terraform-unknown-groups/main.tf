resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = ["subnet-0f0f0f0f"]
    security_group_ids = [var.a]
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  filename      = "invoices.zip"
  handler       = "invoices.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.invoices.arn
  vpc_config {
    subnet_ids         = ["subnet-0f0f0f0f"]
    security_group_ids = [var.b]
  }
}

resource "aws_iam_role" "invoices" {
  assume_role_policy = "{}"
}

variable "a" {
  type = string
}

variable "b" {
  type = string
}
