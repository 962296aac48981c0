resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  role          = aws_iam_role.orders.arn
  runtime       = "nodejs24.x"
  #               ^^^^^^^^^^^^ `orders` runs on `nodejs16.x`, which has had no patches since 2024-06-12
}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}
