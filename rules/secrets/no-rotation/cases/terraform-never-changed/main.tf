resource "aws_secretsmanager_secret" "db" {
#                                    ^^^^ Nothing ever changes secret `aws_secretsmanager_secret.db`. Give it a rotation
  name = "orders/db"
}
