resource "aws_s3_bucket" "files" {
  bucket = "files-of-everybody"
}

resource "aws_s3_bucket_public_access_block" "files" {
#                                            ^^^^^^^ Bucket `aws_s3_bucket.files` switches off `BlockPublicAcls`, `BlockPublicPolicy` and `IgnorePublicAcls` of its lock against public access
  bucket                  = aws_s3_bucket.files.id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = true
}
