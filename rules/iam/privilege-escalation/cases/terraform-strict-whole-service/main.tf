# What `s3:*` gives is told by iam/wildcard-action, bucket policies included; what `iam:*` gives is more than data.
resource "aws_iam_policy" "files" {
  name = "files"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "doors" {
  name = "doors"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutBucketPolicy", Resource = "*" }]
#                                             ^^^^^^^^^^^^^^^^^^^^ can open any bucket to itself
  })
}

resource "aws_iam_policy" "identities" {
  name = "identities"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }]
#                                             ^^^^^^^ attach any managed policy to a role
  })
}
