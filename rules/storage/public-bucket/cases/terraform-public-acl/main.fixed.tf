resource "aws_s3_bucket" "files" {
  bucket = "files-of-everybody"
}

resource "aws_s3_bucket_acl" "files" {
  bucket = aws_s3_bucket.files.id
  acl    = "private"
#          ^^^^^^^^^^^^^ `PublicRead` lets anybody on the internet list and read what is in bucket `aws_s3_bucket.files`
}
