resource "aws_s3_bucket" "labels" {
  bucket = "labels-of-the-shop"
}

resource "aws_s3_bucket_policy" "labels" {
  bucket = aws_s3_bucket.labels.id
  policy = var.policy
}

variable "policy" {
  type = string
}
