resource "aws_s3_bucket" "labels" {
#                        ^^^^^^^^ Bucket `aws_s3_bucket.labels` also answers requests that come unencrypted. Refuse them in its policy
  bucket = "labels-of-the-shop"
}
