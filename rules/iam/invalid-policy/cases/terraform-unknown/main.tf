variable "table" {}
variable "version_of_policies" {}
variable "test" {}

resource "aws_iam_role" "create" {
  assume_role_policy = jsonencode({
    Version   = var.version_of_policies
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "write" {
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [var.table, "arn:aws:dynamodb:${var.table}"]
    condition {
      test     = var.test
      variable = "aws:PrincipalTag/team"
      values   = ["orders"]
    }
  }
}

resource "aws_iam_role_policy" "write" {
  role   = aws_iam_role.create.id
  policy = data.aws_iam_policy_document.write.json
}
