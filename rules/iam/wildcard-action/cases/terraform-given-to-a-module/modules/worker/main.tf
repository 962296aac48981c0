variable "actions" {
  type = list(string)
}

resource "aws_lambda_function" "worker" {
  handler = "index.handler"
  runtime = "nodejs22.x"
  role    = aws_iam_role.worker.arn
}

resource "aws_iam_role" "worker" {
  name = "worker"
}

resource "aws_iam_role_policy" "worker" {
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = var.actions, Resource = "arn:aws:s3:::orders/*" }]
  })
}
