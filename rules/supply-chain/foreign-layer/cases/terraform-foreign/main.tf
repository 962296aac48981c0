resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  role          = aws_iam_role.orders.arn
  runtime       = "nodejs24.x"
  layers        = ["arn:aws:lambda:eu-central-1:999988887777:layer:chrome:12"]
  #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Layer `chrome` is published by account 999988887777, which nothing here knows
}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}
