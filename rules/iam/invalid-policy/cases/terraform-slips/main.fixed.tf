data "aws_iam_policy_document" "write" {
  version = "2012-10-17"
  #         ^^^^^^^^^^^^ is read by the rules of 2008
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"]
    condition {
      test     = "StringEqual"
      #          ^^^^^^^^^^^^^ did you mean `StringEquals`?
      variable = "aws:PrincipalTag/team"
      values   = ["orders"]
    }
  }
}

resource "aws_iam_role" "create" {
  assume_role_policy = jsonencode({
  # <------------------ A policy without `Version` is read by the rules of 2008
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "write" {
  role   = aws_iam_role.create.id
  policy = data.aws_iam_policy_document.write.json
}
