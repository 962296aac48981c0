data "aws_caller_identity" "current" {}

resource "aws_dynamodb_table" "orders" {
  name             = "orders-${var.stage}"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "orderId"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  attribute {
    name = "orderId"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_sqs_queue" "fulfilment" {
  name                       = "orders-fulfilment-${var.stage}"
  visibility_timeout_seconds = 180

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.fulfilment_failures.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "fulfilment_failures" {
  name                      = "orders-fulfilment-failures-${var.stage}"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue_policy" "fulfilment" {
  queue_url = aws_sqs_queue.fulfilment.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "WarehouseSystems"
        Effect    = "Allow"
        Principal = "*"
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.fulfilment.arn
      }
    ]
  })
}

resource "aws_s3_bucket" "uploads" {
  bucket = "orders-uploads-${var.stage}-${data.aws_caller_identity.current.account_id}"
}

resource "aws_s3_bucket_public_access_block" "uploads" {
  bucket                  = aws_s3_bucket.uploads.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "labels" {
  bucket = "orders-labels-${var.stage}-${data.aws_caller_identity.current.account_id}"
}

resource "aws_s3_bucket_public_access_block" "labels" {
  bucket                  = aws_s3_bucket.labels.id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = false
}

data "aws_iam_policy_document" "labels" {
  statement {
    sid       = "CarriersFetchLabels"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.labels.arn}/labels/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_s3_bucket_policy" "labels" {
  bucket = aws_s3_bucket.labels.id
  policy = data.aws_iam_policy_document.labels.json
}

resource "aws_s3_bucket" "reports" {
  bucket = "orders-reports-${var.stage}-${data.aws_caller_identity.current.account_id}"
}

resource "aws_s3_bucket_public_access_block" "reports" {
  bucket                  = aws_s3_bucket.reports.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudwatch_log_group" "functions" {
  name              = "/orders/${var.stage}/functions"
  retention_in_days = 90
}
