resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  tracing_config {
    mode = "Active"
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}
