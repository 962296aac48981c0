resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

resource "aws_cloudwatch_log_group" "orders" {
#                                   ^^^^^^^^ Log group `aws_cloudwatch_log_group.orders` keeps what is logged for ever. Choose how long: personal data in
  name = "/aws/lambda/orders"
  retention_in_days = 90
}
