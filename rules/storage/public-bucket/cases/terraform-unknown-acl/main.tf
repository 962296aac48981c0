resource "aws_s3_bucket" "files" {
  bucket = "files-of-everybody"
}

resource "aws_s3_bucket_acl" "files" {
  bucket = aws_s3_bucket.files.id
  acl    = var.acl
}

variable "acl" {
  type = string
}
