data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "src"
  output_path = "orders.zip"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = data.archive_file.orders.output_path
  handler       = var.handler
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  timeout       = 10
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

variable "handler" {
  type = string
}
