resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"
}

resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = var.url_auth
}

variable "url_auth" {
  type = string
}
