resource "aws_lambda_function" "sync" {
  function_name = "sync"
  handler       = "sync.handler"
  runtime       = "nodejs22.x"
  filename      = "sync.zip"
  role          = "arn:aws:iam::111122223333:role/sync"
  environment {
    variables = {
      NODE_TLS_REJECT_UNAUTHORIZED = var.checked
    }
  }
}

variable "checked" {
  type = string
}
