data "aws_iam_role" "shop" {
  name = "shop"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = data.aws_iam_role.shop.arn
  vpc_config {
    subnet_ids         = ["subnet-0f0f0f0f"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  filename      = "invoices.zip"
  handler       = "invoices.handler"
  runtime       = "nodejs24.x"
  role          = data.aws_iam_role.shop.arn
  vpc_config {
    subnet_ids         = ["subnet-0f0f0f0f"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}

resource "aws_lambda_function" "reports" {
  function_name = "reports"
  filename      = "reports.zip"
  handler       = "reports.handler"
  runtime       = "nodejs24.x"
  role          = data.aws_iam_role.shop.arn
  vpc_config {
    subnet_ids         = ["subnet-0f0f0f0f"]
    security_group_ids = [var.reports_group]
  }
}

variable "reports_group" {
  type = string
}
