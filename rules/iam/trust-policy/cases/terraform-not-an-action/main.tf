data "aws_caller_identity" "current" {}

resource "aws_iam_role" "report" {
  name = "report"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/report"
    }]
  })
}
