resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  environment {
    variables = {
      DB_PASSWORD = data.aws_secretsmanager_secret_version.db.secret_string
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DB_PASSWORD` of `orders` is filled from Secrets Manager or a SecureString at deployment, so it stands in the
    }
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

data "aws_secretsmanager_secret_version" "db" {
  secret_id = "orders/db"
}
