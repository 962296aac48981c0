variable "who_may_call" {
  type    = string
  default = "AWS_IAM" # until sign-in is there
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::111122223333:role/orders"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "orders.zip"
}

resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.orders.function_name
  authorization_type = var.who_may_call
#                      ^^^^^^^^^^^^^^^^ Anybody who knows the address may call
}
