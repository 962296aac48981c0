resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::*:role/reader" }
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Anybody with an AWS account
      Action    = "sts:AssumeRole"
    }]
  })
}
