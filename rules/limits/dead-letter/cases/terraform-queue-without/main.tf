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

resource "aws_sqs_queue" "orders" {
#                        ^^^^^^^^ Messages of queue `aws_sqs_queue.orders` that `orders` cannot handle come back until they expire. Give the
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.orders.arn
}
