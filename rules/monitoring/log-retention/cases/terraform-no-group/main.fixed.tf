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

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.read_orders_logs.name
  }
}

resource "aws_cloudwatch_log_group" "read_orders_logs" {
  name_prefix       = "read-orders-logs-"
  retention_in_days = 90
}
