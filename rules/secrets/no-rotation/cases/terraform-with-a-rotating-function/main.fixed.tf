resource "aws_secretsmanager_secret" "db" {
#                                    ^^^^ Nothing ever changes secret `aws_secretsmanager_secret.db`
  name = "orders/db"
}

resource "aws_secretsmanager_secret_rotation" "db_rotation" {
  secret_id           = aws_secretsmanager_secret.db.arn
  rotation_lambda_arn = aws_lambda_function.rotate.arn

  rotation_rules {
    automatically_after_days = 30
  }

  depends_on = [aws_lambda_permission.rotate_rotation_permission]
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

resource "aws_lambda_permission" "rotate_rotation_permission" {
  function_name = aws_lambda_function.rotate.arn
  action        = "lambda:InvokeFunction"
  principal     = "secretsmanager.amazonaws.com"
  source_arn    = aws_secretsmanager_secret.db.arn
}
