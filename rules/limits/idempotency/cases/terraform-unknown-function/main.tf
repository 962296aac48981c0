resource "aws_sqs_queue" "visits" {
  name = "visits"
}

data "archive_file" "count" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "count.zip"
}

resource "aws_lambda_function" "count" {
  function_name = "count"
  filename      = data.archive_file.count.output_path
  handler       = "count.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "visits" {
  event_source_arn = aws_sqs_queue.visits.arn
  function_name    = var.worker
}

variable "worker" {
  type = string
}
