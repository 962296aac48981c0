resource "aws_lambda_function" "thumbnail" {
  function_name = "thumbnail"
  handler       = "thumbnail.handler"
  runtime       = "nodejs22.x"
  role          = "arn:aws:iam::123456789012:role/thumbnail"
  filename      = "thumbnail.zip"
}

resource "aws_lambda_permission" "thumbnail" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.thumbnail.function_name
  principal     = "s3.amazonaws.com"
  source_account = data.aws_caller_identity.current.account_id
#                 ^^^^^^^^^^^^^^^^^^ The policy of `aws_lambda_function.thumbnail` lets `s3.amazonaws.com` in,
}

resource "aws_sqs_queue" "uploads" {
  name = "uploads"
}

resource "aws_sqs_queue_policy" "uploads" {
  queue_url = aws_sqs_queue.uploads.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Principal = {
        Service = "sns.amazonaws.com"
#                 ^^^^^^^^^^^^^^^^^^^ The policy of `aws_sqs_queue.uploads` lets `sns.amazonaws.com` in,
      }
      Action = "sqs:SendMessage"
      Resource = aws_sqs_queue.uploads.arn
    }]
  })
}

data "aws_caller_identity" "current" {}
