resource "aws_s3_bucket" "files" {
  bucket = "example-files"
}

resource "aws_s3_bucket_acl" "files" {
  bucket = aws_s3_bucket.files.id
  acl    = "public-read"
#          ^^^^^^^^^^^^^ But for its lock, `PublicRead` would let anybody on the internet
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket                  = aws_s3_bucket.files.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
