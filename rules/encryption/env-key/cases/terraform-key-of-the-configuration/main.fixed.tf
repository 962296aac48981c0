variable "api_token" {
  type      = string
  sensitive = true
}

resource "aws_kms_key" "secrets" {
  enable_key_rotation = true
}

resource "aws_lambda_function" "pay" {
  #                            ^^^^^ The environment of `pay` holds `API_TOKEN`
  function_name = "pay"
  filename      = "pay.zip"
  handler       = "pay.handler"
  runtime       = "nodejs24.x"
  role          = "arn:aws:iam::111122223333:role/pay"
  kms_key_arn   = aws_kms_key.secrets.arn
  environment {
    variables = {
      API_TOKEN = var.api_token
    }
  }
}
