resource "aws_lambda_function" "read_orders" {
#                              ^^^^^^^^^^^^^ The log of `read_orders` is kept for ever
  function_name = "read-orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = "arn:aws:iam::123456789012:role/orders"

  environment {
    variables = {
      TABLE = "orders"
    }
  }
}
