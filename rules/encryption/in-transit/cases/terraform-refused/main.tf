resource "aws_s3_bucket" "labels" {
  bucket = "labels-of-the-shop"
}

resource "aws_s3_bucket_policy" "labels" {
  bucket = aws_s3_bucket.labels.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "${aws_s3_bucket.labels.arn}/*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
