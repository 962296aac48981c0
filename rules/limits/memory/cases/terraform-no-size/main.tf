resource "aws_lambda_function" "orders" {
#                              ^^^^^^^^ No memory size is set for `orders`, so the platform's default decides about memory, processor share and
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}
