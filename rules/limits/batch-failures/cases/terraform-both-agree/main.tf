resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "src/orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  timeout       = 10
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

resource "aws_sqs_queue" "orders" {
  visibility_timeout_seconds = 60

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed" {
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.orders.arn
  function_response_types = ["ReportBatchItemFailures"]
}
