resource "aws_secretsmanager_secret" "db" {
  name = "orders/db"
}

resource "aws_secretsmanager_secret_rotation" "db" {
  secret_id           = var.secret
  rotation_lambda_arn = "arn:aws:lambda:eu-central-1:111122223333:function:rotate"

  rotation_rules {
    automatically_after_days = 30
  }
}

variable "secret" {
  type = string
}
