resource "aws_lambda_function" "orders" {
#                              ^^^^^^^^ Outside a VPC: `orders`. Nothing but permissions decides what can be reached from
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}
