resource "aws_secretsmanager_secret" "db" {
#                                    ^^^^ Nothing ever changes secret `aws_secretsmanager_secret.db`
  name = "orders/db"
}

resource "aws_iam_role" "rotate" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "rotate" {
  role = aws_iam_role.rotate.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"]
      Resource = aws_secretsmanager_secret.db.arn
    }]
  })
}

resource "aws_lambda_function" "rotate" {
  function_name = "rotate"
  runtime       = "python3.13"
  handler       = "rotate.handler"
  filename      = "rotate.zip"
  role          = aws_iam_role.rotate.arn
}
