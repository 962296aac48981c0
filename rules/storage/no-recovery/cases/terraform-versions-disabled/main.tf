resource "aws_s3_bucket" "files" {
  bucket = "example-files"
}

resource "aws_s3_bucket_versioning" "files" {
  bucket = aws_s3_bucket.files.id
  versioning_configuration {
    status = "Disabled"
#            ^^^^^^^^^^ Bucket `aws_s3_bucket.files` keeps no versions
  }
}
