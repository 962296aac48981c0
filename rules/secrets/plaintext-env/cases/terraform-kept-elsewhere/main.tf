variable "payment_token" {
  type      = string
  sensitive = true
}

data "aws_secretsmanager_secret_version" "database" {
  secret_id = "database"
}

resource "aws_secretsmanager_secret" "mail" {
  name = "mail"
}

resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"

  environment {
    variables = {
      PAYMENT_TOKEN     = var.payment_token
      DATABASE_PASSWORD = data.aws_secretsmanager_secret_version.database.secret_string
      MAIL_SECRET_ARN   = aws_secretsmanager_secret.mail.arn
    }
  }
}
