variable "api_token" {
  type      = string
  sensitive = true
}

resource "aws_lambda_function" "pay" {
  function_name = "pay"
  handler       = "pay.handler"
  runtime       = "nodejs22.x"
  role          = "arn:aws:iam::111122223333:role/pay"
  filename      = "pay.zip"
  environment {
    variables = { API_TOKEN = var.api_token }
  }
}
