resource "aws_s3_bucket" "uploads" {
  bucket = "uploads"
  policy = jsonencode({
  # <------ Bucket `aws_s3_bucket.uploads` also answers requests that come unencrypted.
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::uploads", "arn:aws:s3:::uploads/*"]
      Condition = { NotIpAddress = { "aws:SourceIp" = "192.0.2.0/24" } }
    }, {
      Sid       = "RefuseCleartext"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::uploads", "arn:aws:s3:::uploads/*"]
      Condition = {
        Bool = {
          "aws:SecureTransport" = "false"
        }
      }
    }]
  })
}
