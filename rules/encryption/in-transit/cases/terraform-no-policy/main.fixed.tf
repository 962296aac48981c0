resource "aws_s3_bucket" "labels" {
#                        ^^^^^^^^ Bucket `aws_s3_bucket.labels` also answers requests that come unencrypted. Refuse them in its policy
  bucket = "labels-of-the-shop"
}

resource "aws_s3_bucket_policy" "labels_policy" {
  bucket = aws_s3_bucket.labels.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "RefuseCleartext"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.labels.arn, "${aws_s3_bucket.labels.arn}/*"]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
}
