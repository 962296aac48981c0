resource "aws_s3_bucket" "files" {
  bucket = "example-files"
}

resource "aws_s3_bucket_public_access_block" "files" {
#                                            ^^^^^^^ Bucket `aws_s3_bucket.files` leaves out `BlockPublicPolicy` and `RestrictPublicBuckets` of its lock against public access, so one policy is enough
  bucket             = aws_s3_bucket.files.id
  block_public_acls  = true
  ignore_public_acls = true
}
