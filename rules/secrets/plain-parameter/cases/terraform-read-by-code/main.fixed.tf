resource "aws_ssm_parameter" "db" {
  name  = "/orders/db-password"
  type  = "SecureString"
  value = "meadow-Tin4-kettle-Ravine"
  #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Parameter `/orders/db-password` keeps a secret as plain text
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "nodejs24.x"
  handler       = "orders.handler"
  filename      = data.archive_file.orders.output_path

  environment {
    variables = {
      DB_PARAMETER = aws_ssm_parameter.db.name
    }
  }
}

data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "src"
  output_path = "orders.zip"
}
