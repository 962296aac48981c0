data "aws_iam_policy_document" "write" {
  statement {
    sid       = "Orders"
    actions   = ["dynamodb:PutItem"]
    resources = ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders-&{aws:username}"]
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/team"
      values   = ["orders"]
    }
  }
  statement {
    sid       = "Files"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::files/*"]
  }
}

resource "aws_iam_role" "create" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "write" {
  role   = aws_iam_role.create.id
  policy = data.aws_iam_policy_document.write.json
}

resource "aws_lambda_permission" "jobs" {
  function_name  = "create-orders"
  action         = "lambda:InvokeFunction"
  principal      = "events.amazonaws.com"
  source_account = "111122223333"
}
