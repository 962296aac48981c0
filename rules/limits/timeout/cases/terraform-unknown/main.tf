resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  timeout       = var.seconds
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

variable "seconds" {
  type = number
}
