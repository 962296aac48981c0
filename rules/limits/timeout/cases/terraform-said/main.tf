resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  timeout       = 10
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}
