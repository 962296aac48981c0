# Sends the mails of the day.
resource "aws_lambda_function" "notify" {
#                              ^^^^^^^^ Events that function `notify` cannot handle
  function_name = "notify"
  filename      = "notify.zip"
  handler       = "notify.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.notify.arn
}

resource "aws_iam_role" "notify" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_sns_topic" "orders" {}

resource "aws_sns_topic_subscription" "notify" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.notify.arn
}

resource "aws_kinesis_stream" "clicks" {
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

resource "aws_lambda_event_source_mapping" "clicks" {
#                                          ^^^^^^^^ Records of stream aws_kinesis_stream.clicks
  event_source_arn  = aws_kinesis_stream.clicks.arn
  function_name     = aws_lambda_function.notify.arn
  starting_position = "LATEST"
}
