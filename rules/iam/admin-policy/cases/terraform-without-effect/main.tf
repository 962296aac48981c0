resource "aws_iam_policy" "everything" {
  name = "everything"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action   = "*"
      #          ^^^ Every action on every resource lets whoever has `aws_iam_policy.everything` do anything
      Resource = "*"
    }]
  })
}
