resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  role          = aws_iam_role.orders.arn
  runtime       = "nodejs24.x"
  code_signing_config_arn = aws_lambda_code_signing_config.orders.arn
}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}

resource "aws_lambda_code_signing_config" "orders" {
  allowed_publishers {
    signing_profile_version_arns = ["arn:aws:signer:eu-central-1:111122223333:/signing-profiles/orders/0f0f0f0f0f"]
  }
}
