variable "name" {
  type = string
}

variable "other" {
  type = string
}

resource "aws_s3_bucket" "files" {
  bucket = var.name
}

resource "aws_s3_bucket_versioning" "files" {
  bucket = var.name
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "uploads" {
#                        ^^^^^^^^^ Bucket `aws_s3_bucket.uploads` keeps no versions
  bucket = var.other
}
