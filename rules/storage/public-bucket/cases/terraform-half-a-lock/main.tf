resource "aws_s3_bucket" "files" {
  bucket = "example-files"
}

resource "aws_s3_bucket_public_access_block" "files" {
#                                            ^^^^^^^ Bucket `aws_s3_bucket.files` leaves out `IgnorePublicAcls` and `RestrictPublicBuckets`
  bucket              = aws_s3_bucket.files.id
  block_public_acls   = true
  block_public_policy = true
}
